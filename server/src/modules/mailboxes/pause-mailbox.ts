import type { Queryable } from '#platform/db/index.ts'
import type { Mailbox, MailboxDeps, PausedBy } from './mailbox.ts'
import { mailboxById, selectResumable, updatePause, updateRemoved } from './mailbox-queries.ts'

type Which = { companyId: string; mailboxId: string }

/** Nothing is sent until it is resumed, or until `resumeAt`; it goes on reading. Pausing twice changes the reason and the time. */
export const pauseMailbox = (
  deps: MailboxDeps,
  input: Which & { reason?: string | undefined; resumeAt?: Date | null | undefined },
): Promise<void> =>
  deps.db.transaction(async (tx) => {
    await mailboxById(tx, { ...input, lock: true })
    await moveTo(deps, tx, input, {
      state: 'paused',
      by: 'user',
      reason: input.reason?.trim() || 'paused by a user',
      resumeAt: input.resumeAt ?? null,
    })
  })

/**
 * Pauses a running mailbox for a reason that is not a user's wish (the server's words, too many bounces) and tells its owner, in the
 * caller's transaction. False, and nothing said, when it was not running.
 */
export const pauseBecause = async (
  deps: MailboxDeps,
  tx: Queryable,
  input: Which & { by: Exclude<PausedBy, 'user'>; reason: string; resumeAt?: Date | null | undefined },
): Promise<boolean> => {
  const mailbox = await mailboxById(tx, { ...input, lock: true })
  if (mailbox.state !== 'running') return false
  const { by, reason, resumeAt = null } = input
  await moveTo(deps, tx, input, { state: 'paused', by, reason, resumeAt })
  await deps.notify(tx, {
    companyId: input.companyId,
    userId: mailbox.userId,
    kind: 'mailbox_paused',
    text: `The mailbox ${mailbox.address} was paused: ${reason} ${wayOut(by, resumeAt)}`,
    data: { mailboxId: mailbox.id, by, reason },
  })
  return true
}

const wayOut = (by: PausedBy, resumeAt: Date | null): string => {
  if (resumeAt) return `It goes on by itself at ${resumeAt.toISOString()}.`
  return by === 'authentication'
    ? 'Sign in to it again (check its password), then resume it.'
    : 'Look into the cause, then resume it.'
}

/** Goes on sending. */
export const resumeMailbox = (deps: MailboxDeps, input: Which): Promise<void> =>
  deps.db.transaction((tx) => resumeIn(deps, tx, input))

/** Resumes, in all companies, the mailboxes whose pause has run out; for a job. Returns how many. */
export const resumeDueMailboxes = async (deps: MailboxDeps): Promise<number> => {
  const due = await selectResumable(deps.db, deps.clock.now())
  for (const which of due)
    await deps.db.transaction(async (tx) => {
      const { resumeAt } = await mailboxById(tx, { ...which, lock: true })
      // A user may have set another time meanwhile.
      if (resumeAt && resumeAt <= deps.clock.now()) await resumeIn(deps, tx, which)
    })
  return due.length
}

/** Takes a mailbox away, and its secrets with it. Its mails and threads stay; its address can be added again as a new mailbox. */
export const removeMailbox = (deps: MailboxDeps, input: Which): Promise<Mailbox> =>
  deps.db.transaction(async (tx) => {
    const mailbox = await mailboxById(tx, { ...input, lock: true })
    await updateRemoved(tx, input)
    await deps.onMailboxChanged(tx, {
      companyId: input.companyId,
      mailboxId: input.mailboxId,
      change: 'removed',
    })
    return { ...mailbox, state: 'removed' }
  })

const resumeIn = async (deps: MailboxDeps, tx: Queryable, input: Which): Promise<void> => {
  const { state } = await mailboxById(tx, { ...input, lock: true })
  if (state === 'paused')
    await moveTo(deps, tx, input, { state: 'running', by: null, reason: null, resumeAt: null })
}

const moveTo = async (
  deps: MailboxDeps,
  tx: Queryable,
  { companyId, mailboxId }: Which,
  to: { state: 'running' | 'paused'; by: PausedBy | null; reason: string | null; resumeAt: Date | null },
): Promise<void> => {
  await updatePause(tx, { companyId, mailboxId, ...to })
  await deps.onMailboxChanged(tx, {
    companyId,
    mailboxId,
    change: to.state === 'running' ? 'resumed' : 'paused',
  })
}
