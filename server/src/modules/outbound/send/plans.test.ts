import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Database, Queryable } from '#platform/db/index.ts'
import { createTestDatabase } from '#test/database.ts'
import { outboundScene } from '../outbound-scene.ts'
import { markSending } from './mark-sending.ts'
import { markQueuedAgain, markSent } from './settle-queries.ts'

let database: Awaited<ReturnType<typeof createTestDatabase>>
let db: Database

beforeAll(async () => {
  database = await createTestDatabase()
  db = database.db
})
afterAll(() => database.drop())

/** Plans statements instead of running them. */
const planning = () => {
  const plans: string[] = []
  const tx: Queryable = {
    query: async (text, values) => {
      const { rows } = await db.query<{ 'QUERY PLAN': string }>(`EXPLAIN ${text}`, values)
      plans.push(rows.map((row) => row['QUERY PLAN']).join('\n'))
      return { rows: [], rowCount: 0 }
    },
  }
  return { tx, plans }
}

it('mails are looked up by their keys, not through what is queued or unsettled, which statistics take for nothing', async () => {
  const scene = await outboundScene(db, { smtpPort: 1 })
  const { companyId } = scene
  const { id: mailboxId } = await scene.addMailbox()
  await db.query(
    `INSERT INTO messages (company_id, id, kind, state, mailbox_id, enrolment_id, step_id, visit, message_id, to_address, subject, html, text,
       queued_at, not_before, sent_at, settled_at)
     SELECT $1, 'm' || n, 'sequence', 'sent', $2, 'e' || n, 's', 1, '<' || n || '@x>', 'a@x.test', '', '', '', $3, $3, $3, $3
     FROM generate_series(1, 5000) n`,
    [companyId, mailboxId, scene.clock.now()],
  )
  await db.query('VACUUM ANALYZE messages')
  const ids = Array.from({ length: 20 }, (_, n) => `m${n * 200 + 1}`)
  const { tx, plans } = planning()
  await markSending(tx, { companyId, ids, processId: 'p', now: scene.clock.now() })
  await markSent(tx, {
    companyId,
    sent: ids.map((id) => ({ id })),
    from: ['sending', 'uncertain'],
    now: scene.clock.now(),
  })
  await markQueuedAgain(tx, {
    companyId,
    processId: 'p',
    unsent: ids.map((id) => ({ id, at: null, words: null })),
  })
  expect(plans).toHaveLength(3)
  for (const plan of plans) {
    expect(plan).toContain('messages_pkey')
    expect(plan).not.toMatch(/messages_queued|messages_unsettled|Seq Scan on messages/)
  }
})
