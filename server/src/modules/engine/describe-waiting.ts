import { isJourney, nodeNumbers, stepNumbers } from '#modules/sequences/index.ts'
import {
  type EnrolmentPhase,
  type EnrolmentStatus,
  partAt,
  slotWait,
  statusLabel,
  throttledUntil,
  type Waiting,
  waitingNode,
  waitingSentence,
} from './core/index.ts'
import type { EngineDeps } from './engine-deps.ts'
import { expectedTime, NO_TIME } from './expected-time.ts'
import { type FullPeople, fullPeople } from './full-people.ts'
import { hoursByZone } from './hours-by-zone.ts'
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
  stepId: string | null
  status: EnrolmentStatus
  phase: EnrolmentPhase
  startedAt: Date
  /** Klenty's words for the status. */
  statusLabel: string
  /** What he waits for and when it expects to go, in one sentence. */
  sentence: string
  /** When his step is expected to go; null when that cannot be told. */
  expectedAt: Date | null
  /** Where that cannot be told because so many wait before it: it goes after this moment. */
  expectedAfter: Date | null
}

/** What the sentences of a page are made of. */
type Surroundings = {
  now: Date
  pauseReason: string | null
  mailboxes: ReadonlyMap<string, ReportedMailbox>
  mails: ReadonlyMap<string, OpenMail>
  forecast: MailForecast
  people: FullPeople
  hoursApart: ReturnType<typeof hoursByZone>
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
  const scenes = await createScenes(deps, deps.db, companyId, enrolments)
  const around: Surroundings = {
    now,
    mailboxes,
    hoursApart: hoursByZone(now),
    people: await fullPeople(deps, deps.db, { companyId, enrolments: open, scenes, now }),
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
    stepId: enrolment.state.stepId,
    startedAt: enrolment.startedAt,
    status: enrolment.state.status,
    phase: enrolment.state.phase,
    statusLabel: statusLabel(enrolment.state.status),
    sentence: waitingSentence(waiting),
    expectedAt: waiting.expectedAt,
    expectedAfter: waiting.expectedAfter,
  }
}

const waitingOf = ({
  enrolment,
  scene,
  around,
}: {
  enrolment: StoredEnrolment
  scene: Scene
  around: Surroundings
}): Waiting => {
  const { sequence, calendar } = scene
  const { now, pauseReason, mailboxes, mails, forecast, people, hoursApart } = around
  const { state, mailboxId } = enrolment
  const { definition } = sequence
  const step = partAt(definition, state.stepId)
  const numbers = isJourney(definition) ? nodeNumbers(definition) : stepNumbers(definition.steps)
  const number = numbers.get(state.stepId ?? '')
  const mailbox = mailboxId === null ? undefined : mailboxes.get(mailboxId)
  const mail = mails.get(enrolment.id) ?? null
  const throttle = forecast.throttles.get(sequence.id)
  const isMail = step?.kind === 'mail'
  const isOpen = sequence.state === 'live' && (!isMail || mailbox?.state === 'running')
  const apart = isMail && mailbox && state.phase === 'due' ? hoursApart(mailbox, calendar) : null
  return {
    enrolment: state,
    step:
      number !== undefined && (step?.kind === 'mail' || step?.kind === 'task')
        ? { number, kind: step.kind === 'mail' ? step.kind : step.task }
        : null,
    node: isJourney(definition) ? waitingNode(definition, state.stepId) : null,
    calendar,
    kind: sequence.kind,
    sequence: { state: sequence.state, pauseReason },
    mailbox: mailbox
      ? { ...mailbox, slot: slotWait({ pace: mailbox.pace, limits: mailbox.limits, now }) }
      : null,
    throttledUntil: throttle ? throttledUntil(throttle, now) : null,
    personFull: isMail ? people.of(enrolment, scene) : null,
    apart,
    mail,
    ...(isOpen && !apart ? expectedTime(enrolment, { isMail, mail, forecast, now }) : NO_TIME),
    now,
  }
}
