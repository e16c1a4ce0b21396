import { createEngine } from '#modules/engine/index.ts'
import { createEvents, type NewEvent } from '#modules/events/index.ts'
import { type AddMailboxInput, createMailboxes } from '#modules/mailboxes/index.ts'
import { createProspects, type SuppressionReason } from '#modules/prospects/index.ts'
import { createSequences } from '#modules/sequences/index.ts'
import { manualClock } from '#platform/clock/index.ts'
import type { Database } from '#platform/db/index.ts'
import { createIds } from '#platform/ids/index.ts'
import { silentLog } from '#platform/log/index.ts'
import { createSecrets } from '#platform/secrets/index.ts'
import { insertCompany, insertProspects } from '#test/insert-company.ts'
import { createOutbound, type Outbound, type OutboundPorts } from './index.ts'

/** Monday morning. */
export const SCENE_START = new Date('2026-03-02T09:00:00Z')

export type StoredMail = {
  id: string
  state: string
  message_id: string
  seen_message_id: string | null
  to_address: string
  subject: string
  html: string
  text: string
  enrolment_id: string | null
  prospect_id: string | null
  thread_id: string | null
  visit: number | null
  queued_at: Date
  not_before: Date
  send_before: Date | null
  attempts: number
  process_id: string | null
  sent_at: Date | null
  bounced_at: Date | null
  server_answer: string | null
  in_reply_to: string | null
  reference_ids: string[]
  tracked: boolean
}

/**
 * Outbound between the real engine, prospects, sequences, mailboxes and events, on a database of a test's own. The clock stands still until a
 * test moves it. `ports` may be changed at any time.
 */
export const outboundScene = async (db: Database, { smtpPort }: { smtpPort: number }) => {
  const clock = manualClock(SCENE_START)
  const newId = createIds({ clock })
  const events = createEvents({ db, newId })
  const { companyId, userId } = await insertCompany(db)
  const notices: string[] = []
  const settings = { zone: 'UTC', mailsPerPersonAndDay: 50, bouncePausePercent: 5 }
  const processId = newId()

  const prospects = createProspects({
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
  const mailboxes = createMailboxes({
    db,
    clock,
    newId,
    secrets: createSecrets('a key of this test, long enough to be one'),
    notify: async (_tx, { text }) => void notices.push(text),
    onMailboxAdded: (tx, { mailboxId }) => engine.mailboxAdded(tx, { companyId, mailboxId }),
    onMailboxChanged: async () => {},
  })
  const sequences = createSequences({
    db,
    clock,
    newId,
    mailboxes,
    notify: async (_tx, { text }) => void notices.push(text),
    onPublished: async () => {},
    onStateChanged: async () => {},
  })
  const engine = createEngine({
    db,
    clock,
    newId,
    random: () => 0.5,
    log: silentLog(),
    ports: {
      definitionsOf: sequences.definitionsOf,
      recordStepMails: (tx, input) => outbound.recordStepMails(tx, input),
      missingFields: (tx, input) => outbound.missingFields(tx, input),
      cancelQueuedMails: (tx, input) => outbound.cancelQueuedMails(tx, input),
      cancelAllMails: (tx, input) => outbound.cancelAllMails(tx, input),
      createTasks: async () => {},
      cancelTasks: async () => {},
      appendEvents: events.appendEvents,
      markProspects: prospects.markProspects,
      companySettings: async () => settings,
      actions: {
        changeProspect: async () => {},
        setField: async () => {},
        removeTags: async () => {},
        callWebhook: async () => {},
        notify: async () => {},
        fillIn: async (_tx, { texts }) => texts.map(({ text }) => text),
      },
    },
  })
  const ports: OutboundPorts = {
    smtpConnectionOf: async (which) => (await mailboxes.connectionsOf(which)).smtp,
    forgetToken: mailboxes.forgetToken,
    mailboxesOf: mailboxes.mailboxesOf,
    holdLease: mailboxes.holdLease,
    renewLease: mailboxes.renewLease,
    releaseLease: mailboxes.releaseLease,
    mailOutcomes: engine.mailOutcomes,
    sendWindows: engine.sendWindows,
    reserveSlot: engine.reserveSlot,
    usableMailboxes: mailboxes.usableMailboxes,
    appendEvents: events.appendEvents,
    pauseMailbox: mailboxes.pauseBecause,
    pauseSequence: sequences.pauseSequenceBecause,
    suppress: async (tx, { prospectId, detail, ...why }) => {
      await prospects.suppressProspects({
        tx,
        ...why,
        prospectIds: [prospectId],
        ...(detail !== null && { detail }),
      })
    },
    suppressed: engine.suppressed,
    companySettings: async () => settings,
    trackHtml: ({ html, messageId, opens, clicks }) => ({
      html: opens || clicks ? `${html}<img src="https://t.test/o/${messageId}">` : html,
      tracked: opens || clicks,
    }),
    unsubscribeOf: ({ messageId, mailboxAddress }) => ({
      link: `https://t.test/u/${messageId}`,
      header: { mailto: mailboxAddress, url: `https://t.test/u/${messageId}`, oneClick: true },
    }),
    findInSent: async () => ({ found: false, seenMessageId: null }),
    appendToSent: async () => {},
    rememberSentCopies: mailboxes.rememberSentCopies,
    rememberMessageIds: mailboxes.rememberMessageIds,
  }
  /** A sender, as another process would be. */
  const addOutbound = (input: { processId: string; connectionsPerHost?: number }): Outbound =>
    createOutbound({ ...{ db, clock, newId, ports }, random: () => 0.5, log: silentLog(), ...input })
  const outbound = addOutbound({ processId })
  const holdProcess = (id: string, seconds = 60): Promise<unknown> =>
    db.query(
      `INSERT INTO processes (id, host, pid, roles, started_at, lease_until) VALUES ($1, 'test', 1, '{mail}', $2, $3)
       ON CONFLICT (id) DO UPDATE SET lease_until = excluded.lease_until`,
      [id, clock.now(), new Date(clock.now().getTime() + seconds * 1000)],
    )
  await holdProcess(processId, 100_000_000)

  const addMailbox = (input: Partial<AddMailboxInput> = {}) =>
    mailboxes.addMailbox({
      companyId,
      userId,
      from: `Steve Miller <steve${newId().slice(-6)}@acme.test>`,
      smtp: `smtp://127.0.0.1:${smtpPort}?tls=none`,
      imap: null,
      ...input,
      limits: {
        daily: 100_000,
        minGapSeconds: 0,
        maxGapSeconds: 0,
        zone: 'UTC',
        connections: 2,
        ...input.limits,
      },
    })

  /** Publishes a cadence that sends at any hour of any day unless its settings say otherwise. A mail is `subject | body`; a wait is `wait 1 days`. */
  const addCadence = async (
    steps: readonly string[],
    settingLines: readonly string[] = [],
  ): Promise<string> => {
    const nameOf = (line: string): string => line.slice(0, line.indexOf(':'))
    const given = new Set(settingLines.map(nameOf))
    const text = [
      `name: Cadence ${newId()}`,
      ...['zone: UTC', 'window: 00:00-24:00', 'days: mon-sun'].filter((line) => !given.has(nameOf(line))),
      ...settingLines,
      'steps:',
      ...steps.map((step, index) => {
        if (step.startsWith('wait ')) return `  - wait: ${step.slice(5)}`
        const [subject = '', body = 'Hi'] = step.split(' | ')
        return `  - mail: { template: T${index}, subject: ${JSON.stringify(subject)}, body: ${JSON.stringify(body)} }`
      }),
    ].join('\n')
    const { sequenceId } = await sequences.importCadenceFile({ companyId, userId, text, publish: true })
    return sequenceId
  }

  const addProspects = (count: number, domain = 'x.test'): Promise<string[]> =>
    insertProspects(db, {
      companyId,
      ownerId: userId,
      emails: Array.from({ length: count }, () => `p${newId()}@${domain}`),
    })

  const start = (sequenceId: string, prospectIds: readonly string[]) =>
    engine.start({ companyId, userId, sequenceId, prospectIds })

  /** Ticks until all that is due is recorded. */
  const tick = async (): Promise<number> => {
    let recorded = 0
    for (let turn = 0; turn < 500; turn += 1) {
      const done = await engine.tick()
      recorded += done.recorded
      if (done.claimed === 0) return recorded
    }
    throw new Error('the dispatcher never comes to rest')
  }

  /** Starts prospects in a cadence and has their first mails queued. */
  const queue = async (
    prospectIds: readonly string[],
    steps: readonly string[] = ['Hello {{ FirstName }} | <p>Hi {{ FirstName }}</p>'],
    settingLines: readonly string[] = [],
  ): Promise<string> => {
    const sequenceId = await addCadence(steps, settingLines)
    await start(sequenceId, prospectIds)
    await tick()
    return sequenceId
  }

  const mails = async (): Promise<StoredMail[]> => {
    const { rows } = await db.query<StoredMail>('SELECT * FROM messages WHERE company_id = $1 ORDER BY id', [
      companyId,
    ])
    return rows
  }

  return {
    ...{ db, clock, newId, companyId, userId, events, prospects, mailboxes, sequences, engine, outbound },
    ...{ ports, settings, notices, processId, addOutbound, holdProcess },
    ...{ addMailbox, addCadence, addProspects, start, tick, queue, mails },
    /** The only mail there is. */
    mail: async (): Promise<StoredMail> => {
      const [mail, ...others] = await mails()
      if (!mail || others.length > 0) throw new Error(`there are ${mail ? others.length + 1 : 0} mails`)
      return mail
    },
    states: async () => (await mails()).map(({ state }) => state),
    enrolmentOf: async (prospectId: string) => {
      const { rows } = await db.query<{
        id: string
        status: string
        phase: string
        visit: number
        hold: unknown
        due_at: Date | null
        thread_id: string | null
      }>('SELECT * FROM enrolments WHERE company_id = $1 AND prospect_id = $2 ORDER BY id DESC LIMIT 1', [
        companyId,
        prospectId,
      ])
      if (!rows[0]) throw new Error('the prospect was never started')
      return rows[0]
    },
    mailbox: async (mailboxId: string) => {
      const found = (await mailboxes.mailboxesOf(db, { companyId, mailboxIds: [mailboxId] })).get(mailboxId)
      if (!found) throw new Error('there is no such mailbox')
      return found
    },
    kindsOf: async (prospectId: string): Promise<NewEvent['kind'][]> =>
      (await events.timeline({ companyId, prospectId, limit: 100 })).map(({ kind }) => kind).reverse(),
    suppress: (email: string, reason: SuppressionReason) =>
      db.transaction((tx) =>
        prospects.suppress({ tx, companyId, kind: 'address', value: email, reason, source: 'app', userId }),
      ),
  }
}

export type OutboundScene = Awaited<ReturnType<typeof outboundScene>>
