import { randomBytes } from 'node:crypto'
import { createAccounts } from '#modules/accounts/index.ts'
import { createEngine, type Engine } from '#modules/engine/index.ts'
import { createEvents, type EventKind } from '#modules/events/index.ts'
import { createImports, type Imports } from '#modules/imports/index.ts'
import { createInbound, type Inbound } from '#modules/inbound/index.ts'
import { createMailboxes, type MailboxDeps, type Mailboxes } from '#modules/mailboxes/index.ts'
import { createOutbound, type Outbound } from '#modules/outbound/index.ts'
import {
  createProspects,
  DEFAULT_LIST,
  type Prospects,
  type SuppressionReason,
  type SuppressionSource,
} from '#modules/prospects/index.ts'
import { createSequences, type Sequences } from '#modules/sequences/index.ts'
import { createTasks, type Tasks } from '#modules/tasks/index.ts'
import { createTracking, type Tracking } from '#modules/tracking/index.ts'
import { type Clock, systemClock } from '#platform/clock/index.ts'
import { type Database, type Queryable, ring } from '#platform/db/index.ts'
import { createIds, type RandomBytes } from '#platform/ids/index.ts'
import { createPgBossJobs, type Jobs } from '#platform/jobs/index.ts'
import type { Log } from '#platform/log/index.ts'
import type { Secrets } from '#platform/secrets/index.ts'
import type { Config } from './config.ts'

/** What stands under an app. What is random and when it is now can be given, for the simulated world and for tests. */
export type AppParts = {
  db: Database
  secrets: Secrets
  config: Pick<Config, 'dataDir' | 'publicUrl'>
  log: Log
  clock?: Clock | undefined
  /** A number in [0, 1). */
  random?: (() => number) | undefined
  randomBytes?: RandomBytes | undefined
  jobs?: Jobs | undefined
  /** Whether a mail server may be used; without it every one may. */
  mayReach?: MailboxDeps['mayReach']
}

/** Every module, built from the others; whoever needs a use case takes it from here. */
export type App = ReturnType<typeof buildApp>

/**
 * Builds the modules and joins them: what one reports is another's use case, handed over here as a function. Nothing runs yet; see
 * `runApp` for the loops of a server.
 */
export const createApp = async (parts: AppParts): Promise<App> => {
  const app = buildApp(parts)
  await app.jobs.start({ work: false })
  return app
}

type SuppressOne = {
  companyId: string
  prospectId: string
  reason: SuppressionReason
  source: SuppressionSource
  detail: string | null
}

const buildApp = (parts: AppParts) => {
  const { db, secrets, config, log } = parts
  const clock = parts.clock ?? systemClock()
  const random = parts.random ?? Math.random
  const newId = createIds({ clock, random: parts.randomBytes ?? randomBytes })
  const processId = newId()
  const jobs = parts.jobs ?? createPgBossJobs({ db, newId, log })

  const events = createEvents({ db, newId })
  const { appendEvents } = events

  const accounts = createAccounts({
    db,
    clock,
    newId,
    log,
    secrets,
    publicUrl: config.publicUrl,
    onCompanyCreated: async (tx, { companyId, userId }) => {
      await prospects.createList({ tx, companyId, userId, name: DEFAULT_LIST })
    },
  })

  const prospects: Prospects = createProspects({
    db,
    clock,
    newId,
    events,
    ports: {
      onProspectsChanged: (tx, input) => engine.prospectsChanged(tx, input),
      onSuppressed: (tx, input) => engine.suppressed(tx, input),
    },
  })

  const suppressOne = async (tx: Queryable, { prospectId, detail, ...why }: SuppressOne): Promise<void> => {
    await prospects.suppressProspects({
      tx,
      prospectIds: [prospectId],
      ...why,
      ...(detail !== null && { detail }),
    })
  }

  const mailboxes: Mailboxes = createMailboxes({
    db,
    clock,
    newId,
    secrets,
    mayReach: parts.mayReach,
    notify: accounts.notify,
    onMailboxAdded: async (tx, { companyId, mailboxId }) => {
      await engine.mailboxAdded(tx, { companyId, mailboxId })
      await jobs.enqueue(tx, PLACE_WAITING, { companyId }, { singletonKey: companyId })
    },
    onMailboxChanged: async (tx, { companyId, mailboxId, change }) => {
      await engine.mailboxChanged(tx, { companyId, mailboxId, change })
      const job = JOB_OF_CHANGE[change]
      if (job === PLACE_WAITING) await jobs.enqueue(tx, job, { companyId }, { singletonKey: companyId })
      else if (job !== null)
        await jobs.enqueue(tx, job, { companyId, mailboxId }, { singletonKey: mailboxId })
    },
  })

  const sequences: Sequences = createSequences({
    db,
    clock,
    newId,
    mailboxes,
    notify: accounts.notify,
    onPublished: (tx, { companyId, sequenceId }) =>
      jobs.enqueue(tx, RECOMPUTE, { companyId, sequenceId }, { singletonKey: sequenceId }),
    // The dispatcher reads the state of a sequence itself.
    onStateChanged: async () => {},
  })

  const engine: Engine = createEngine({
    db,
    clock,
    newId,
    random,
    log,
    ports: {
      definitionsOf: sequences.definitionsOf,
      recordStepMails: (tx, input) => outbound.recordStepMails(tx, input),
      cancelQueuedMails: (tx, input) => outbound.cancelQueuedMails(tx, input),
      cancelAllMails: (tx, input) => outbound.cancelAllMails(tx, input),
      createTasks: (tx, input) => tasks.createForSteps(tx, input),
      cancelTasks: (tx, input) => tasks.cancelForEnrolments(tx, input),
      appendEvents: async (tx, companyId, list) => {
        await appendEvents(tx, companyId, list)
        if (list.some(({ kind }) => MAKES_WORK.has(kind))) await ring(tx, WORK_BELL)
      },
      markProspects: prospects.markProspects,
      companySettings: (tx, companyId) => accounts.settingsIn(tx, { companyId }),
    },
  })

  const tasks: Tasks = createTasks({
    db,
    clock,
    newId,
    lockEnrolment: (tx, input) => engine.lockEnrolment(tx, input),
    onTaskClosed: (tx, task) => taskClosed(tx, task),
    onTasksCreated: (tx, companyId, created) =>
      appendEvents(
        tx,
        companyId,
        created.map((task) => ({
          kind: 'task_created',
          occurredAt: task.createdAt,
          prospectId: task.prospectId,
          enrolmentId: task.enrolmentId,
          sequenceId: task.sequenceId,
          stepId: task.stepId,
          userId: task.userId,
          data: { task: task.kind, title: task.title, taskId: task.id },
        })),
      ),
    fillIn: (tx, input) => outbound.fillIn(tx, input),
  })

  const taskClosed: Parameters<typeof createTasks>[0]['onTaskClosed'] = async (tx, task) => {
    const { companyId, enrolmentId, state, outcome, at } = task
    const about = {
      occurredAt: at,
      prospectId: task.prospectId,
      enrolmentId,
      sequenceId: task.sequenceId,
      stepId: task.stepId,
      userId: task.userId,
    }
    const data = { task: task.kind, title: task.title, taskId: task.taskId }
    await appendEvents(tx, companyId, [
      state === 'done'
        ? { ...about, kind: 'task_done', data: { ...data, outcome } }
        : { ...about, kind: 'task_skipped', data },
    ])
    if (enrolmentId !== null) await engine.taskClosed(tx, { companyId, enrolmentId, state, outcome, at })
  }

  const tracking: Tracking = createTracking({
    db,
    clock,
    log,
    secrets,
    publicUrl: config.publicUrl,
    ports: {
      appendEvents,
      messageEngaged: (tx, input) => outbound.messageEngaged(tx, input),
      provenSent: (tx, input) => outbound.provenSent(tx, input),
      suppress: suppressOne,
    },
  })

  const inbound: Inbound = createInbound({
    db,
    clock,
    newId,
    log,
    ports: {
      connectionOf: mailboxes.imapConnectionOf,
      answered: (tx, answer) => engine.answered(tx, answer),
      appendEvents,
      markReplied: (tx, { companyId, prospectId, at }) =>
        prospects.markProspects(tx, { companyId, prospectIds: [prospectId], status: 'replied', at }),
      suppress: suppressOne,
      provenSent: (tx, input) => outbound.provenSent(tx, input),
      messageAnswered: (tx, input) => outbound.messageAnswered(tx, input),
      copySeen: (tx, input) => outbound.copySeen(tx, input),
      unsubscribeTokenIn: tracking.unsubscribeTokenIn,
      syncReported: mailboxes.rememberSync,
      mailsLeftOut: mailboxes.tellLeftOut,
    },
  })

  const outbound: Outbound = createOutbound({
    db,
    clock,
    newId,
    random,
    log,
    processId,
    ports: {
      smtpConnectionOf: async (which) => (await mailboxes.connectionsOf(which)).smtp,
      mailboxesOf: mailboxes.mailboxesOf,
      forgetToken: mailboxes.forgetToken,
      holdLease: mailboxes.holdLease,
      renewLease: mailboxes.renewLease,
      releaseLease: mailboxes.releaseLease,
      mailOutcomes: (tx, companyId, outcomes) => engine.mailOutcomes(tx, companyId, outcomes),
      sendWindows: (tx, input) => engine.sendWindows(tx, input),
      appendEvents,
      pauseMailbox: mailboxes.pauseBecause,
      pauseSequence: sequences.pauseSequenceBecause,
      suppress: suppressOne,
      suppressed: (tx, input) => engine.suppressed(tx, input),
      companySettings: (tx, companyId) => accounts.settingsIn(tx, { companyId }),
      trackHtml: tracking.trackHtml,
      unsubscribeOf: tracking.unsubscribeOf,
      findInSent: inbound.findInSent,
      appendToSent: inbound.appendToSent,
      rememberSentCopies: mailboxes.rememberSentCopies,
      rememberMessageIds: mailboxes.rememberMessageIds,
    },
  })

  const imports: Imports = createImports({
    db,
    clock,
    newId,
    log,
    jobs,
    ports: { writeImportedRows: prospects.writeImportedRows, createList: prospects.createList },
  })

  jobs.define<{ companyId: string; sequenceId: string }>(RECOMPUTE, engine.recomputeSequence)
  jobs.define<{ companyId: string; mailboxId: string }>(RECOMPUTE_MAILBOX, engine.recomputeMailbox)
  jobs.define<{ companyId: string }>(PLACE_WAITING, engine.mailboxCame)
  jobs.define<{ companyId: string; mailboxId: string }>(REPLACE_MAILBOX, engine.mailboxGone)

  return {
    db,
    clock,
    log,
    newId,
    jobs,
    processId,
    events,
    accounts,
    prospects,
    mailboxes,
    sequences,
    engine,
    tasks,
    tracking,
    inbound,
    outbound,
    imports,
    /** What nobody is told otherwise: without a public address nothing can be tracked. Null when there is one. */
    trackingWarning: tracking.warning,
    close: () => jobs.stop(),
  }
}

/** A definition, its holidays or its zone changed: everybody under way is looked at again. */
const RECOMPUTE = 'recompute-sequence'
/** A mailbox's zone may have changed: due times in it are looked at again. */
const RECOMPUTE_MAILBOX = 'recompute-mailbox'
/** A mailbox came or runs again: those who wait for one are given one. */
const PLACE_WAITING = 'place-waiting'
/** A mailbox was removed: those it was to send for are given another. */
const REPLACE_MAILBOX = 'replace-mailbox'
const JOB_OF_CHANGE = {
  paused: null,
  resumed: PLACE_WAITING,
  removed: REPLACE_MAILBOX,
  limits: RECOMPUTE_MAILBOX,
} as const
/** After these somebody may be due at once. */
const MAKES_WORK: ReadonlySet<EventKind> = new Set(['started', 'resumed', 'released'])
/** Rings when something became due: an idle dispatcher looks at once. */
export const WORK_BELL = 'cadenza_work'
