import { randomBytes } from 'node:crypto'
import { lookup } from 'node:dns'
import type { LookupFunction } from 'node:net'
import { createAccounts, type HandOver, handOverEverything } from '#modules/accounts/index.ts'
import { createAudit } from '#modules/audit/index.ts'
import { type BulkActions, createBulkActions } from '#modules/bulk-actions/index.ts'
import { type Calls, createCalls } from '#modules/calls/index.ts'
import { type CompanyFiles, createCompanyFiles } from '#modules/company-files/index.ts'
import { createDemoCompany } from '#modules/demo-company/index.ts'
import { createEngine, type Engine, knownZone } from '#modules/engine/index.ts'
import { createEvents, type EventKind, type NewEvent } from '#modules/events/index.ts'
import { createIdempotency } from '#modules/idempotency/index.ts'
import { createImports, type Imports } from '#modules/imports/index.ts'
import { createInbound, type Inbound } from '#modules/inbound/index.ts'
import { createInbox, type Inbox } from '#modules/inbox/index.ts'
import { createKlentyMoves, type KlentyMoves } from '#modules/klenty-moves/index.ts'
import { createLive } from '#modules/live/index.ts'
import { createMailAdvice } from '#modules/mail-advice/index.ts'
import { createMailDomains, type Dns } from '#modules/mail-domains/index.ts'
import { createMailboxes, type MailboxDeps, type Mailboxes } from '#modules/mailboxes/index.ts'
import { createMetrics, type Metrics } from '#modules/metrics/index.ts'
import { createNotes } from '#modules/notes/index.ts'
import { createOutbound, type Outbound } from '#modules/outbound/index.ts'
import { createProspectPage } from '#modules/prospect-page/index.ts'
import {
  createProspects,
  DEFAULT_LIST,
  type Prospects,
  type SuppressionReason,
  type SuppressionSource,
} from '#modules/prospects/index.ts'
import { createRecovery, type Recovery } from '#modules/recovery/index.ts'
import { createReports, type Reports } from '#modules/reports/index.ts'
import { createSequences, type Sequences } from '#modules/sequences/index.ts'
import { type ClosedTask, createTasks, type Tasks } from '#modules/tasks/index.ts'
import { createTracking, type Tracking } from '#modules/tracking/index.ts'
import { createWebhooks, type Webhooks } from '#modules/webhooks/index.ts'
import { type Clock, systemClock } from '#platform/clock/index.ts'
import { type Database, type Queryable, ring } from '#platform/db/index.ts'
import { createIds, type RandomBytes } from '#platform/ids/index.ts'
import { createPgBossJobs, type Jobs } from '#platform/jobs/index.ts'
import type { Log } from '#platform/log/index.ts'
import type { Secrets } from '#platform/secrets/index.ts'
import type { Config } from './config.ts'
import { spawnHistory } from './demo/history/spawn-history.ts'
import { readProgramVersion } from './program-version.ts'

/** What stands under an app. What is random and when it is now can be given, for the simulated world and for tests. */
export type AppParts = {
  db: Database
  secrets: Secrets
  config: Pick<Config, 'dataDir' | 'publicUrl'> &
    Partial<Pick<Config, 'webhooksAllowPrivate' | 'metricsAddresses'>>
  log: Log
  clock?: Clock | undefined
  /** A number in [0, 1). */
  random?: (() => number) | undefined
  randomBytes?: RandomBytes | undefined
  jobs?: Jobs | undefined
  /** Whether a mail server may be used; without it every one may. */
  mayReach?: MailboxDeps['mayReach']
  /** How telephone providers and servers that are moved from are reached; without it over the network. */
  fetch?: typeof globalThis.fetch | undefined
  /** How the records of mail domains are read; without it by the system's name servers. */
  dns?: Dns | undefined
  /** How the names of webhooks' receivers are looked up. */
  lookup?: LookupFunction | undefined
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

  const metrics: Metrics = createMetrics({ db, clock, addresses: config.metricsAddresses ?? false })

  const events = createEvents({
    db,
    newId,
    listeners: [
      (tx, companyId, appended) => webhooks.announce(tx, companyId, appended),
      (tx, companyId, appended) => reports.recordDeltas(tx, companyId, appended),
      async (tx, companyId, appended) => {
        if ((await engine.noteEvents(tx, companyId, appended)) > 0) await ring(tx, WORK_BELL)
      },
      async (_tx, _companyId, appended) => metrics.countEvents(appended),
    ],
  })
  const { appendEvents } = events

  const mailDomains = createMailDomains({ dns: parts.dns })
  const live = createLive({ db, clock, newId, log })

  const reports: Reports = createReports({ db, clock, newId })

  const audit = createAudit({ db, clock, newId })

  const accounts = createAccounts({
    db,
    clock,
    newId,
    log,
    secrets,
    publicUrl: config.publicUrl,
    sendLetter: async ({ companyId, userIds, to, subject, html }) => {
      const [mailbox] = await mailboxes.usableMailboxes(db, { companyId, userIds })
      if (!mailbox) return false
      await outbound.sendTest({ companyId, mailboxId: mailbox.id, to, subject, body: html })
      return true
    },
    noteSignIn: audit.recordSignIn,
    handOver: (tx, what) => jobs.enqueue(tx, HAND_OVER, what, { singletonKey: what.fromId }),
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
      onProspectsDeleted: (tx, input) => engine.prospectsDeleted(tx, input),
    },
  })

  const webhooks: Webhooks = createWebhooks({
    db,
    clock,
    newId,
    random,
    log,
    secrets,
    lookup: parts.lookup ?? lookup,
    allowPrivate: config.webhooksAllowPrivate ?? false,
    timeout: RECEIVER_MILLISECONDS,
    ports: {
      notify: accounts.notify,
      appendEvents,
      ringCourier: (tx) => ring(tx, WEBHOOK_BELL),
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
    checkReceiver: (input) => webhooks.checkReceiver(input),
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
      missingFields: (tx, input) => outbound.missingFields(tx, input),
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
      actions: {
        changeProspect: async (tx, { prospectId, ...input }) => {
          await prospects.updateProspect({ tx, ...input, ref: prospectId, source: 'journey' })
        },
        setField: (tx, { prospectId, ...input }) =>
          prospects.setField({ tx, ...input, ref: prospectId, source: 'journey' }),
        removeTags: async (tx, { prospectId, ...input }) => {
          await prospects.removeTags({ tx, ...input, ref: prospectId })
        },
        callWebhook: async (tx, input) => {
          await webhooks.callWebhook(tx, input)
        },
        notify: async (tx, notice) => {
          await accounts.notify(tx, notice)
        },
        fillIn: (tx, input) => outbound.fillIn(tx, input),
      },
    },
  })

  const tasks: Tasks = createTasks({
    db,
    clock,
    newId,
    lockEnrolments: (tx, input) => engine.lockEnrolments(tx, input),
    onTasksClosed: (tx, companyId, closed) => tasksClosed(tx, companyId, closed),
    outcomesOf: async (tx, companyId) => (await accounts.settingsIn(tx, { companyId })).taskOutcomes,
    setOutcomes: (tx, input) => prospects.setOutcomes({ tx, ...input }),
    callMade: async (tx, input) => {
      await calls.logCallOfTask(tx, input)
    },
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
    prospectById: (input) => prospects.findById(input),
    zoneOf: knownZone,
  })

  const tasksClosed: Parameters<typeof createTasks>[0]['onTasksClosed'] = async (tx, companyId, closed) => {
    await appendEvents(tx, companyId, closed.map(eventOfTask))
    const ofSteps = closed.flatMap(({ enrolmentId, ...task }) =>
      enrolmentId === null ? [] : [{ ...task, enrolmentId }],
    )
    if (ofSteps.length > 0) await engine.tasksClosed(tx, { companyId, tasks: ofSteps })
  }

  const calls: Calls = createCalls({
    db,
    clock,
    newId,
    secrets,
    publicUrl: config.publicUrl,
    fetch: parts.fetch ?? globalThis.fetch,
    appendEvents,
    markContacted: (tx, input) => prospects.markProspects(tx, { ...input, status: 'contacted' }),
    taskOf: (tx, input) => tasks.taskById({ tx, ...input }),
  })

  const tracking: Tracking = createTracking({
    db,
    clock,
    log,
    secrets,
    publicUrl: config.publicUrl,
    ports: {
      companySettings: accounts.getSettings,
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
      received: (tx, mail) => inbox.noteReceived(tx, mail),
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
      reserveSlot: (tx, input) => engine.reserveSlot(tx, input),
      usableMailboxes: mailboxes.usableMailboxes,
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

  const inbox: Inbox = createInbox({
    db,
    clock,
    ports: {
      writeLetter: (tx, letter) => outbound.writeLetter(tx, letter),
      wakeSender: () => outbound.wake(),
      attachmentsOf: inbound.receivedAttachments,
    },
  })

  const recovery: Recovery = createRecovery({
    db,
    clock,
    log,
    ports: {
      sentSince: inbound.sentSince,
      prospectIdOf: async (input) => (await prospects.findByEmail(input))?.id ?? null,
      pauseProspects: ({ userId, ...scope }) =>
        engine.pause({ ...scope, until: null, ...(userId !== undefined && { userId }) }),
      notifyAdmins: async (tx, { companyId, text }) => {
        await accounts.notify(tx, { companyId, userId: null, kind: 'restored', text })
      },
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

  const bulkActions: BulkActions = createBulkActions({
    ...{ db, clock, newId, jobs, prospects },
    ports: {
      start: async (input) => {
        const outcomes = await engine.start(input)
        const reasons = outcomes.flatMap((outcome) => (outcome.outcome === 'started' ? [] : [outcome.reason]))
        return { started: outcomes.length - reasons.length, reasons }
      },
      stop: (input) => engine.stop(input),
      pause: (input) => engine.pause(input),
      resume: (input) => engine.resume(input),
    },
  })

  const notes = createNotes({ db, clock, newId, appendEvents })

  const prospectPage = createProspectPage({
    db,
    ports: { zoneOf: knownZone, suppressionsOf: prospects.suppressionsOf },
  })

  const idempotency = createIdempotency({ db, clock, newId, log, secrets, processId })

  const companyFiles: CompanyFiles = createCompanyFiles({
    db,
    clock,
    programVersion: readProgramVersion,
    ports: {
      requireNewCompany: accounts.requireNewCompany,
      welcomePeople: accounts.welcomePeople,
      renewWebhookSecrets: webhooks.renewSecrets,
      holdSending: recovery.holdCompany,
    },
  })

  const demoCompany = createDemoCompany({
    db,
    log,
    ports: {
      writeHistory: spawnHistory,
      importCompany: companyFiles.importCompany,
      removeCompany: companyFiles.removeCompany,
      demoCompany: accounts.demoCompany,
      enterDemo: accounts.enterDemo,
      membersOf: accounts.listMembers,
      forgetStrangers: accounts.forgetStrangers,
    },
  })

  const klentyMoves: KlentyMoves = createKlentyMoves({
    db,
    clock,
    newId,
    random,
    fetch: parts.fetch ?? globalThis.fetch,
    accounts,
    prospects,
    sequences,
  })

  jobs.define<HandOver>(HAND_OVER, (what) =>
    handOverEverything(
      {
        prospects: prospects.handOverProspects,
        tasks: tasks.handOverAllTasks,
        threads: inbox.handOverThreads,
        sequences: sequences.handOverSequences,
        mailboxes: mailboxes.handOverMailboxes,
      },
      what,
    ),
  )
  jobs.define<{ companyId: string; sequenceId: string }>(RECOMPUTE, engine.recomputeSequence)
  jobs.define<{ companyId: string; mailboxId: string }>(RECOMPUTE_MAILBOX, engine.recomputeMailbox)
  jobs.define<{ companyId: string }>(PLACE_WAITING, engine.mailboxCame)
  jobs.define<{ companyId: string; mailboxId: string }>(REPLACE_MAILBOX, engine.mailboxGone)

  const mailAdvice = createMailAdvice({
    db,
    sequences,
    variablesOf: (text, kind) => outbound.variablesOf(text, kind),
  })

  return {
    db,
    clock,
    log,
    newId,
    jobs,
    processId,
    demoCompany,
    live,
    mailDomains,
    metrics,
    events,
    audit,
    accounts,
    prospects,
    mailAdvice,
    mailboxes,
    sequences,
    engine,
    tasks,
    bulkActions,
    calls,
    webhooks,
    tracking,
    inbound,
    inbox,
    outbound,
    imports,
    notes,
    prospectPage,
    idempotency,
    klentyMoves,
    companyFiles,
    reports,
    recovery,
    /** What nobody is told otherwise: without a public address nothing can be tracked. Null when there is one. */
    trackingWarning: tracking.warning,
    close: async () => {
      demoCompany.close()
      await jobs.stop()
    },
  }
}

const eventOfTask = ({ state, outcome, at, kind, title, taskId, ...task }: ClosedTask): NewEvent => {
  const { prospectId, enrolmentId, sequenceId, stepId, userId } = task
  const about = { occurredAt: at, prospectId, enrolmentId, sequenceId, stepId, userId }
  const data = { task: kind, title, taskId }
  return state === 'done'
    ? { ...about, kind: 'task_done', data: { ...data, outcome } }
    : { ...about, kind: 'task_skipped', data }
}

/** A member has left: what was his goes to another. */
const HAND_OVER = 'hand-over'
/** A definition, its holidays or its zone changed: everybody under way is looked at again. */
const RECOMPUTE = 'recompute-sequence'
/** A mailbox's zone may have changed: due times in it are looked at again. */
const RECOMPUTE_MAILBOX = 'recompute-mailbox'
/** A mailbox came or runs again: those who wait for one are given one. */
const PLACE_WAITING = 'place-waiting'
/** A mailbox was removed: those it was to send for are given another. */
const REPLACE_MAILBOX = 'replace-mailbox'
/** How long a webhook's receiver may take to answer. */
const RECEIVER_MILLISECONDS = 10_000
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
/** Rings when something is to be delivered to a webhook. */
export const WEBHOOK_BELL = 'cadenza_webhooks'
