import type { Events, NewEvent } from '#modules/events/index.ts'
import type { Sequences } from '#modules/sequences/index.ts'
import type { ManualClock } from '#platform/clock/index.ts'
import type { Database, Queryable } from '#platform/db/index.ts'
import type { NewId } from '#platform/ids/index.ts'
import { insertCompany, insertProspects } from '../../../test/insert-company.ts'
import type { Engine, MailboxLimits } from './index.ts'

export type SceneMail = {
  id: string
  enrolmentId: string
  prospectId: string
  mailboxId: string
  stepId: string
  visit: number
  threadId: string
  state: string
  queuedAt: Date
}

type World = {
  db: Database
  clock: ManualClock
  newId: NewId
  engine: Engine
  sequences: Sequences
  events: Events
}

/** A company of the engine's scene, with two users, and what its people do. */
export const addCompany = async (world: World) => {
  const { db, clock, newId, engine, sequences } = world
  const { companyId, userId, userIds } = await insertCompany(db, ['steve@acme.test', 'jane@acme.test'])
  const janeId = userIds[1] ?? ''

  /** A mailbox without gaps or hours of its own, unless its limits say so. */
  const addMailbox = async (
    input: { userId?: string; zone?: string; limits?: Partial<MailboxLimits> } = {},
  ) => {
    const mailboxId = newId()
    const zone = input.zone ?? 'UTC'
    const limits = {
      ...{ daily: 1000, hourly: null, minGapSeconds: 0, maxGapSeconds: 0, ramp: null },
      ...{ zone, window: null, days: null, connections: 2 },
      ...input.limits,
    }
    await db.query(
      `INSERT INTO mailboxes (company_id, id, user_id, address, address_key, smtp, credential_kind, limits, zone, created_at)
       VALUES ($1, $2, $3, $4, $4, '{}', 'password', $5, $6, $7)`,
      [companyId, mailboxId, input.userId ?? userId, `${mailboxId}@acme.test`, limits, zone, clock.now()],
    )
    await engine.mailboxAdded(db, { companyId, mailboxId })
    return mailboxId
  }

  /**
   * Publishes a cadence that sends at any hour of any day in UTC unless its settings say otherwise. Steps are lines of a cadence file;
   * `mail A` is a mail whose template is called A.
   */
  const cadence = async (steps: readonly string[], settings: readonly string[] = [], name = 'Cadence') => {
    const defaults = ['zone: UTC', 'window: 00:00-24:00', 'days: mon-sun']
    const isSet = (line: string) =>
      settings.some((one) => one.startsWith(line.slice(0, line.indexOf(':') + 1)))
    const text = [
      `name: ${name}`,
      ...defaults.filter((line) => !isSet(line)),
      ...settings,
      'steps:',
      ...steps.map((step) =>
        step.startsWith('mail ')
          ? `  - mail: { template: ${step.slice(5)}, subject: ${step.slice(5)}, body: Hi }`
          : `  - ${step}`,
      ),
    ].join('\n')
    const { sequenceId } = await sequences.importCadenceFile({ companyId, userId, text, publish: true })
    return sequenceId
  }

  /** Publishes a journey that sends at any hour of any day in UTC; nodes are lines of a journey file, `mail A` a mail as in `cadence`. */
  const journey = async (
    nodes: Record<string, string>,
    { settings = [], name = 'Journey' }: { settings?: readonly string[]; name?: string } = {},
  ) => {
    const text = [
      `name: ${name}`,
      ...['zone: UTC', 'window: 00:00-24:00', 'days: mon-sun'],
      ...settings,
      `start: ${Object.keys(nodes)[0]}`,
      'nodes:',
      ...Object.entries(nodes).map(([node, body]) => {
        const [, template, exits] = /^mail (\w+)(.*)$/.exec(body) ?? []
        return template
          ? `  ${node}: { mail: { template: ${template}, subject: ${template}, body: Hi }${exits} }`
          : `  ${node}: ${body}`
      }),
    ].join('\n')
    const { sequenceId } = await sequences.importJourneyFile({ companyId, userId, text, publish: true })
    return sequenceId
  }

  /** A prospect opens, clicks or answers a mail, as tracking and inbound tell it. */
  const engage = async (
    mail: SceneMail,
    what: 'opened' | 'clicked' | 'replied' | 'bounced',
    { url = '', machine = false }: { url?: string; machine?: boolean } = {},
    within?: Queryable,
  ): Promise<void> => {
    // A temporary bounce leaves no mark on the mail.
    const columns = {
      opened: 'first_opened_at',
      clicked: 'first_clicked_at',
      replied: 'replied_at',
      bounced: null,
    }
    const column = columns[what]
    const { enrolmentId, prospectId, stepId } = mail
    const about = { occurredAt: clock.now(), enrolmentId, prospectId, stepId, messageId: mail.id }
    const record = async (tx: Queryable): Promise<void> => {
      if (!machine && column)
        await tx.query(`UPDATE messages SET ${column} = $3 WHERE company_id = $1 AND id = $2`, [
          companyId,
          mail.id,
          clock.now(),
        ])
      const event: NewEvent =
        what === 'clicked'
          ? { ...about, kind: what, data: { url, machine } }
          : what === 'opened'
            ? { ...about, kind: what, data: { machine } }
            : { ...about, kind: what, data: {} }
      await world.events.appendEvents(tx, companyId, [event])
    }
    await (within ? record(within) : db.transaction(record))
  }

  const addProspects = async (count: number, input: { ownerId?: string; domain?: string } = {}) =>
    insertProspects(db, {
      companyId,
      ownerId: input.ownerId ?? userId,
      emails: Array.from({ length: count }, () => `${newId()}@${input.domain ?? 'x.test'}`),
    })

  const start = (sequenceId: string, prospectIds: readonly string[], startedBy = userId) =>
    engine.start({ companyId, userId: startedBy, sequenceId, prospectIds })

  const mails = async (): Promise<SceneMail[]> => {
    const { rows } = await db.query<SceneMail>(
      `SELECT id, enrolment_id AS "enrolmentId", prospect_id AS "prospectId", mailbox_id AS "mailboxId", step_id AS "stepId", visit,
         thread_id AS "threadId", state, queued_at AS "queuedAt"
       FROM messages WHERE company_id = $1 ORDER BY id`,
      [companyId],
    )
    return rows
  }

  const stateOf = async (mailIds: readonly string[], state: string): Promise<void> => {
    await db.query('UPDATE messages SET state = $3 WHERE company_id = $1 AND id = ANY($2)', [
      companyId,
      mailIds,
      state,
    ])
  }

  const outcomeOf = (mail: SceneMail, outcome: 'sent' | 'refused' | 'unsent') => ({
    messageId: mail.id,
    mailboxId: mail.mailboxId,
    prospectId: mail.prospectId,
    enrolmentId: mail.enrolmentId,
    sequenceId: null,
    stepId: mail.stepId,
    optionId: null,
    outcome,
    at: clock.now(),
  })

  /** Every mail that waits leaves now, or is refused, as the servers' answers; answers which. */
  const deliver = async (outcome: 'sent' | 'refused' | 'unsent' = 'sent'): Promise<SceneMail[]> => {
    const leaving = (await mails()).filter(({ state }) => ['queued', 'sending', 'uncertain'].includes(state))
    await db.transaction(async (tx) => {
      await tx.query(
        `UPDATE messages SET state = $3, sent_at = CASE WHEN $3 = 'sent' THEN $4::timestamptz END
         WHERE company_id = $1 AND id = ANY($2)`,
        [companyId, leaving.map(({ id }) => id), outcome === 'unsent' ? 'cancelled' : outcome, clock.now()],
      )
      await engine.mailOutcomes(
        tx,
        companyId,
        leaving.map((mail) => outcomeOf(mail, outcome)),
      )
    })
    return leaving
  }

  type Row = {
    id: string
    status: string
    phase: string
    step_id: string | null
    due_at: Date | null
    mailbox_id: string | null
    lane_mailbox_id: string
    hold: { reason: string; message?: string; variables?: string[] } | null
    paused_until: Date | null
    visit: number
    steps_done: string[]
    thread_id: string | null
    prospect_id: string
    sequence_id: string
  }
  const enrolments = async (sequenceId?: string): Promise<Row[]> => {
    const { rows } = await db.query<Row>(
      'SELECT * FROM enrolments WHERE company_id = $1 AND ($2::text IS NULL OR sequence_id = $2) ORDER BY id',
      [companyId, sequenceId ?? null],
    )
    return rows
  }

  return {
    ...{
      companyId,
      userId,
      janeId,
      addMailbox,
      cadence,
      journey,
      engage,
      addProspects,
      start,
      mails,
      stateOf,
      outcomeOf,
      deliver,
      enrolments,
    },
    /** The newest enrolment of a prospect. */
    enrolmentOf: async (prospectId: string): Promise<Row> => {
      const found = (await enrolments()).filter((row) => row.prospect_id === prospectId).at(-1)
      if (!found) throw new Error(`prospect ${prospectId} was never started`)
      return found
    },
    /** The kinds of events of a prospect, in the order in which they happened. */
    kindsOf: async (prospectId: string) =>
      (await world.events.timeline({ companyId, prospectId, limit: 100 })).map(({ kind }) => kind).reverse(),
    setMailbox: async (
      mailboxId: string,
      change: { state?: string; limits?: Partial<MailboxLimits> },
    ): Promise<void> => {
      await db.query(
        `UPDATE mailboxes SET state = coalesce($3, state), limits = limits || $4::jsonb WHERE company_id = $1 AND id = $2`,
        [companyId, mailboxId, change.state ?? null, change.limits ?? {}],
      )
    },
  }
}

export type SceneCompany = Awaited<ReturnType<typeof addCompany>>
