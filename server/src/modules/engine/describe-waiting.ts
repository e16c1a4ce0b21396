import { stepNumbers } from '#modules/sequences/index.ts'
import {
  actionStep,
  type EnrolmentPhase,
  type EnrolmentStatus,
  slotWait,
  statusLabel,
  throttledUntil,
  type Waiting,
  waitingSentence,
} from './core/index.ts'
import type { EngineDeps } from './engine-deps.ts'
import { createScenes, type Scene } from './scene.ts'
import type { StoredEnrolment } from './stored-enrolment.ts'
import { forecastMails, type MailForecast } from './waiting-forecast.ts'
import {
  type OpenMail,
  openMails,
  type ReportedEnrolment,
  type ReportedMailbox,
  reportedMailboxes,
  sequencePauseReason,
} from './waiting-queries.ts'

/** Where a prospect is in a sequence, and what he waits for. */
export type WaitingProspect = {
  enrolmentId: string
  prospectId: string
  email: string
  /** May be empty. */
  name: string
  /** As reports count; null when no step is left or his is gone. */
  stepNumber: number | null
  status: EnrolmentStatus
  phase: EnrolmentPhase
  /** Klenty's words for the status. */
  statusLabel: string
  /** What he waits for and when it expects to go, in one sentence. */
  sentence: string
  /** When his step is expected to go; null when that cannot be told. */
  expectedAt: Date | null
}

/** What the sentences of a page are made of. */
type Surroundings = {
  now: Date
  pauseReason: string | null
  mailboxes: ReadonlyMap<string, ReportedMailbox>
  mails: ReadonlyMap<string, OpenMail>
  forecast: MailForecast
}

/** What each enrolment of a page waits for; whatever the sentences need is read once for all of them. */
export const describeWaiting = async (
  deps: EngineDeps,
  which: { companyId: string; sequenceId: string },
  page: readonly ReportedEnrolment[],
): Promise<WaitingProspect[]> => {
  if (page.length === 0) return []
  const { companyId } = which
  const now = deps.clock.now()
  const enrolments = page.map(({ enrolment }) => enrolment)
  const open = enrolments.filter(({ state }) => state.phase !== 'ended')
  const mailboxes = await reportedMailboxes(deps.db, {
    companyId,
    mailboxIds: [...new Set(open.flatMap(({ mailboxId }) => mailboxId ?? []))],
  })
  const around: Surroundings = {
    now,
    mailboxes,
    pauseReason: await sequencePauseReason(deps.db, which),
    mails: await openMails(deps.db, { companyId, enrolmentIds: open.map(({ id }) => id) }),
    forecast: await forecastMails(deps, deps.db, {
      companyId,
      mailboxes: open.flatMap(({ state, mailboxId }) =>
        state.phase === 'due' ? (mailboxes.get(mailboxId ?? '') ?? []) : [],
      ),
      now,
    }),
  }
  const scenes = await createScenes(deps, deps.db, companyId, enrolments)
  return page.map((one) => describeOne(one, scenes.of(one.enrolment), around))
}

const describeOne = (
  { enrolment, email, name }: ReportedEnrolment,
  scene: Scene,
  around: Surroundings,
): WaitingProspect => {
  const waiting = waitingOf({ enrolment, scene, around })
  return {
    enrolmentId: enrolment.id,
    prospectId: enrolment.prospectId,
    email,
    name,
    stepNumber: waiting.step?.number ?? null,
    status: enrolment.state.status,
    phase: enrolment.state.phase,
    statusLabel: statusLabel(enrolment.state.status),
    sentence: waitingSentence(waiting),
    expectedAt: waiting.expectedAt,
  }
}

const waitingOf = ({
  enrolment,
  scene: { sequence, calendar },
  around: { now, pauseReason, mailboxes, mails, forecast },
}: {
  enrolment: StoredEnrolment
  scene: Scene
  around: Surroundings
}): Waiting => {
  const { state, mailboxId } = enrolment
  const step = actionStep(sequence.definition, state.stepId)
  const number = stepNumbers(sequence.definition.steps).get(state.stepId ?? '')
  const mailbox = mailboxId === null ? undefined : mailboxes.get(mailboxId)
  const mail = mails.get(enrolment.id) ?? null
  const throttle = forecast.throttles.get(sequence.id)
  const stands =
    step && number !== undefined ? { number, kind: step.kind === 'mail' ? step.kind : step.task } : null
  const isOpen = sequence.state === 'live' && (stands?.kind !== 'mail' || mailbox?.state === 'running')
  return {
    enrolment: state,
    step: stands,
    calendar,
    sequence: { state: sequence.state, pauseReason },
    mailbox: mailbox
      ? { ...mailbox, slot: slotWait({ pace: mailbox.pace, limits: mailbox.limits, now }) }
      : null,
    throttledUntil: throttle ? throttledUntil(throttle, now) : null,
    mail,
    expectedAt: isOpen
      ? expectedAt(enrolment, { isMail: stands?.kind === 'mail', mail, forecast, now })
      : null,
    now,
  }
}

const expectedAt = (
  { id, state, mailboxId }: StoredEnrolment,
  {
    isMail,
    mail,
    forecast,
    now,
  }: { isMail: boolean; mail: OpenMail | null; forecast: MailForecast; now: Date },
): Date | null => {
  if (state.phase === 'paused') return state.pausedUntil
  if (state.phase === 'mail_in_hand' && mail?.state === 'queued')
    return mail.notBefore > now ? mail.notBefore : now
  if (state.phase !== 'due' || state.dueAt === null) return null
  if (isMail && mailboxId !== null) return forecast.at({ id, mailboxId, dueAt: state.dueAt })
  return state.dueAt > now ? state.dueAt : now
}
