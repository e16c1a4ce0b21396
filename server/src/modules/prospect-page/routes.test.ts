import { afterAll, beforeAll, expect, test } from 'vitest'
import { type AppApiScene, appApiScene } from '#test/app-api-scene.ts'

let scene: AppApiScene
beforeAll(async () => {
  scene = await appApiScene()
})
afterAll(() => scene.close())

const add = async (email: string, more: object = {}): Promise<string> =>
  (await scene.post('/prospects', { email, ...more })).body.id

const timeline = async (prospect: string, query = '') =>
  (await scene.get(`/prospects/${prospect}/timeline${query}`)).body

const kindsOf = ({ items }: { items: { kind: string }[] }) => items.map(({ kind }) => kind)

/** A mail that was sent and answered, as outbound and inbound store it. */
const exchange = async (prospectId: string) => {
  const { db, newId, steve, events, clock } = scene
  const { companyId } = steve
  const mailboxId = (
    await scene.post('/mailboxes', { from: 'Steve <box@acme.test>', smtp: 'smtp://127.0.0.1:9' })
  ).body.id
  const [messageId, receivedMailId, threadId] = [newId(), newId(), newId()]
  const now = clock.now()
  await db.query(
    `INSERT INTO messages (company_id, id, kind, state, mailbox_id, prospect_id, thread_id, message_id, to_address, subject, html, text,
       queued_at, not_before, sent_at)
     VALUES ($1, $2, 'manual', 'sent', $3, $4, $5, $2, 'ann@x.test', 'A question', '<p>How are you?</p>', 'How are you?', $6, $6, $6)`,
    [companyId, messageId, mailboxId, prospectId, threadId, now],
  )
  await db.query(
    `INSERT INTO received_mails (company_id, id, mailbox_id, message_key, folder, uid, kind, thread_id, prospect_id, from_address,
       from_name, subject, new_text, text, received_at)
     VALUES ($1, $2, $3, $2, 'INBOX', 1, 'reply', $4, $5, 'ann@x.test', 'Ann', 'Re: A question', 'Fine!', 'Fine! > How are you?', $6)`,
    [companyId, receivedMailId, mailboxId, threadId, prospectId, now],
  )
  const about = { prospectId, messageId, mailboxId }
  const at = (minutes: number) => new Date(now.getTime() + minutes * 60_000)
  await db.transaction((tx) =>
    events.appendEvents(tx, companyId, [
      { ...about, kind: 'sent', occurredAt: at(1), data: { subject: 'A question', to: 'ann@x.test' } },
      { ...about, kind: 'opened', occurredAt: at(2), data: { machine: true, reason: 'proxy' } },
      { ...about, kind: 'opened', occurredAt: at(3), data: { machine: false } },
      { ...about, kind: 'replied', occurredAt: at(4), data: { receivedMailId, subject: 'Re: A question' } },
    ]),
  )
  return { threadId }
}

test('a timeline tells of mails, answers, notes, calls and changes in words, and is narrowed by groups', async () => {
  const prospect = await add('ann@x.test', { firstName: 'Ann' })
  const { threadId } = await exchange(prospect)
  scene.clock.advance(10 * 60_000)
  const note = (await scene.post(`/prospects/${prospect}/notes`, { text: 'Likes tea' })).body
  await scene.post('/calls', { prospectId: prospect, disposition: 'answered', notes: 'Tea again' })

  const all = await timeline(prospect)
  expect(kindsOf(all)).toContain('prospect_created')
  const mails = await timeline(prospect, '?group=mails&group=answers')
  expect(mails.items).toMatchObject([
    {
      kind: 'replied',
      mailbox: 'box@acme.test',
      threadId,
      answer: { from: 'ann@x.test', fromName: 'Ann', subject: 'Re: A question', text: 'Fine!' },
    },
    { kind: 'sent', mail: { subject: 'A question', to: 'ann@x.test', text: 'How are you?' }, answer: null },
  ])
  const opened = await timeline(prospect, '?group=engagement')
  expect(opened.items).toMatchObject([{ data: { machine: false } }, { data: { machine: true } }])
  expect((await timeline(prospect, '?group=notes')).items).toMatchObject([
    { kind: 'note_added', user: { email: 'steve@acme.test' }, note: { id: note.id, text: 'Likes tea' } },
  ])
  expect(kindsOf(await timeline(prospect, '?group=calls'))).toEqual(['call_logged'])

  await scene.delete(`/notes/${note.id}`)
  expect((await timeline(prospect, '?group=notes')).items).toMatchObject([{ kind: 'note_added', note: null }])
  expect(await scene.refused('GET', `/prospects/${prospect}/timeline?group=gossip`)).toMatchObject({
    status: 400,
  })
})

test('a timeline is paged without loss, also within a group', async () => {
  const prospect = await add('bob@x.test')
  for (let n = 0; n < 5; n += 1) await scene.post(`/prospects/${prospect}/notes`, { text: `note ${n}` })
  const texts: string[] = []
  let next: string | null = null
  do {
    const page = await timeline(prospect, `?group=notes&limit=2${next === null ? '' : `&cursor=${next}`}`)
    texts.push(...page.items.map(({ note }: { note: { text: string } }) => note.text))
    next = page.next
  } while (next !== null)
  expect(texts).toEqual(['note 4', 'note 3', 'note 2', 'note 1', 'note 0'])
})

test('his zone is told as guessed, and every reason why he may not be mailed', async () => {
  const prospect = await add('eve@corp.test', { city: 'Berlin', country: 'Germany' })
  const context = async () => (await scene.get(`/prospects/${prospect}/context`)).body
  expect(await context()).toEqual({
    zone: { zone: 'Europe/Berlin', guessedFrom: 'Berlin, Germany' },
    suppressions: [],
  })
  await scene.patch(`/prospects/${prospect}`, { timeZone: 'Asia/Tokyo' })
  await scene.post(`/prospects/${prospect}/unsubscribe`)
  await scene.post('/suppressions', { kind: 'domain', value: 'corp.test', detail: 'a competitor' })
  expect(await context()).toMatchObject({
    zone: { zone: 'Asia/Tokyo', guessedFrom: null },
    suppressions: [
      { kind: 'address', value: 'eve@corp.test', reason: 'unsubscribed' },
      { kind: 'domain', value: 'corp.test', reason: 'do_not_contact', detail: 'a competitor' },
    ],
  })
  expect((await scene.get(`/prospects/${await add('far@y.test')}/context`)).body).toEqual({
    zone: null,
    suppressions: [],
  })
})

test('everything he is and was in is listed, with what he waits for', async () => {
  const prospect = await add('dan@x.test')
  const cadence = async (name: string): Promise<string> => {
    const steps = [{ kind: 'task', task: 'call', title: 'Ring' }]
    const { id } = (await scene.post('/cadences', { name, definition: { steps } })).body
    await scene.post(`/cadences/${id}/publish`)
    await scene.post('/enrolments', { cadenceId: id, prospectIds: [prospect] })
    return id
  }
  const first = await cadence('First')
  await cadence('Second')
  await scene.post('/enrolments/stop', { prospectIds: [prospect], cadenceId: first })
  await scene.post('/enrolments/pause', { prospectIds: [prospect], until: '2026-03-09T08:00:00Z' })

  const { items } = (await scene.get(`/prospects/${prospect}/enrolments`)).body
  expect(items).toMatchObject([
    {
      sequence: { name: 'Second', kind: 'cadence', state: 'live' },
      phase: 'paused',
      canResume: true,
      pausedUntil: '2026-03-09T08:00:00.000Z',
      sentence: expect.stringMatching(/^Paused until /),
      endedAt: null,
    },
    { sequence: { id: first, name: 'First' }, status: 'manually_stopped', phase: 'ended', canResume: true },
  ])
  const page = await scene.get(`/prospects/${prospect}/enrolments?limit=1`)
  const rest = await scene.get(`/prospects/${prospect}/enrolments?cursor=${page.body.next}`)
  expect(rest.body).toEqual({ items: [items[1]], next: null })
})
