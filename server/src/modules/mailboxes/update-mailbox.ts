import { invalidInput } from '#platform/errors/index.ts'
import { readReplyTo, refuseDemo } from './add-mailbox.ts'
import { sealSecrets } from './credentials.ts'
import type { Mailbox, MailboxDeps } from './mailbox.ts'
import { changeLimits, type LimitsInput } from './mailbox-limits.ts'
import { mailboxById, updateProfile, updateServers } from './mailbox-queries.ts'
import { readServers, type ServersInput } from './read-servers.ts'

type Which = { companyId: string; mailboxId: string }

/** Changes what is given of the name, the signature, Reply-To and the limits. Throws `invalid_input` that names the field. */
export const updateMailbox = (
  deps: MailboxDeps,
  input: Which & {
    fromName?: string | undefined
    replyTo?: string | null | undefined
    signature?: string | undefined
    limits?: LimitsInput | undefined
  },
): Promise<Mailbox> =>
  deps.db.transaction(async (tx) => {
    const mailbox = await mailboxById(tx, { ...input, lock: true })
    if (input.fromName !== undefined && /\p{Cc}/u.test(input.fromName.trim()))
      throw invalidInput('fromName', 'fromName: it contains a line break or another control character.')
    await updateProfile(tx, {
      companyId: input.companyId,
      mailboxId: input.mailboxId,
      fromName: input.fromName?.trim() ?? mailbox.fromName,
      replyTo: input.replyTo === undefined ? mailbox.replyTo : readReplyTo(input.replyTo),
      signature: input.signature ?? mailbox.signature,
      limits: changeLimits(mailbox.limits, input.limits ?? {}),
    })
    if (input.limits !== undefined) await deps.onMailboxChanged(tx, { ...which(input), change: 'limits' })
    return mailboxById(tx, input)
  })

/** Other servers or other credentials; all of them are given anew. */
export const changeServers = (deps: MailboxDeps, input: Which & ServersInput): Promise<Mailbox> =>
  deps.db.transaction(async (tx) => {
    await refuseDemo(deps, tx, input.companyId)
    const { address } = await mailboxById(tx, { ...input, lock: true })
    const { smtp, imap, secrets } = readServers(deps, { ...input, address })
    await updateServers(tx, {
      ...which(input),
      ...sealSecrets(deps.secrets, input, secrets),
      smtp,
      imap,
      credentialKind: secrets.kind,
    })
    return mailboxById(tx, input)
  })

const which = ({ companyId, mailboxId }: Which): Which => ({ companyId, mailboxId })
