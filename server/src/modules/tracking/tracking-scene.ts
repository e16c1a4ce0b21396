import { readCompanySettings } from '#modules/accounts/index.ts'
// For tests: a company with a prospect and a mail to him, and a server with tracking's routes.
import { createEvents } from '#modules/events/index.ts'
import { manualClock } from '#platform/clock/index.ts'
import type { Database } from '#platform/db/index.ts'
import { createHttpServer } from '#platform/http/index.ts'
import { createIds } from '#platform/ids/index.ts'
import { silentLog } from '#platform/log/index.ts'
import { createSecrets } from '#platform/secrets/index.ts'
import { insertCompany, insertProspects } from '#test/insert-company.ts'
import { createTracking, type TrackingPorts } from './index.ts'

export const PUBLIC_URL = 'https://sales.example.com'
export const FIREFOX = 'Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0'
export const SENT_AT = new Date('2026-03-02T09:00:00Z')

/** The clock stands an hour after the mail was sent. */
export const trackingScene = async (db: Database, key = 'a key for tests, long enough') => {
  const clock = manualClock(new Date(SENT_AT.getTime() + 3_600_000))
  const newId = createIds({ clock })
  const events = createEvents({ db, newId })
  const { companyId, userId } = await insertCompany(db)
  const [prospectId = ''] = await insertProspects(db, {
    companyId,
    ownerId: userId,
    emails: ['ann@example.org'],
  })
  const mailboxId = newId()
  await db.query(
    `INSERT INTO mailboxes (company_id, id, user_id, address, address_key, smtp, credential_kind, created_at)
     VALUES ($1, $2, $3, 'steve@acme.test', 'steve@acme.test', '{}', 'password', $4)`,
    [companyId, mailboxId, userId, SENT_AT],
  )

  const engaged: Parameters<TrackingPorts['messageEngaged']>[1][] = []
  const proven: string[] = []
  const suppressed: Parameters<TrackingPorts['suppress']>[1][] = []
  const tracking = createTracking({
    db,
    clock,
    log: silentLog(),
    secrets: createSecrets(key),
    publicUrl: PUBLIC_URL,
    ports: {
      companySettings: async (company) => {
        const { rows } = await db.query<{ name: string; zone: string; settings: object }>(
          'SELECT name, zone, settings FROM companies WHERE company_id = $1',
          [company.companyId],
        )
        if (!rows[0]) throw new Error('there is no such company')
        return readCompanySettings(rows[0])
      },
      appendEvents: events.appendEvents,
      messageEngaged: async (_tx, input) => void engaged.push(input),
      provenSent: async (_tx, { messageIds }) => void proven.push(...messageIds),
      suppress: async (_tx, input) => void suppressed.push(input),
    },
  })
  const server = createHttpServer({ log: silentLog(), ready: async () => {} })
  tracking.addRoutes(server)

  const insertMail = async (change: { kind?: string; state?: string; sentAt?: Date | null } = {}) => {
    const { kind = 'manual', state = 'sent', sentAt = SENT_AT } = change
    const messageId = newId()
    await db.query(
      `INSERT INTO messages (company_id, id, kind, state, mailbox_id, prospect_id, message_id, to_address, subject, html, text,
         queued_at, not_before, sending_at, sent_at)
       VALUES ($1, $2, $3, $4, $5, $6, '<1@acme.test>', 'ann@example.org', 'Hello', '', '', $7, $7, $7, $8)`,
      [companyId, messageId, kind, state, mailboxId, prospectId, SENT_AT, sentAt],
    )
    return { companyId, messageId }
  }

  /** Asks as a browser does for a link as it stands in the mail. */
  const visit = (link: string, options: { method?: 'GET' | 'HEAD'; agent?: string | undefined } = {}) => {
    const { method = 'GET', agent = FIREFOX } = options
    return server.inject({ method, url: link.replace(PUBLIC_URL, ''), headers: { 'user-agent': agent } })
  }

  const eventsOf = async (kind: string) => {
    const all = await events.timeline({ companyId, prospectId, limit: 500 })
    return all.filter((event) => event.kind === kind).reverse()
  }

  return {
    db,
    ...{ clock, tracking, server, companyId, prospectId },
    ...{ engaged, proven, suppressed, insertMail, visit, eventsOf },
  }
}

export type TrackingScene = Awaited<ReturnType<typeof trackingScene>>
