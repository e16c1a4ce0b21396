import { afterAll, beforeAll, expect, test } from 'vitest'
import { type AppApiScene, appApiScene } from '#test/app-api-scene.ts'

let scene: AppApiScene
let prospectId: string
let mailboxId: string
beforeAll(async () => {
  scene = await appApiScene()
  prospectId = (await scene.post('/prospects', { email: 'ann@x.test', firstName: 'Ann' })).body.id
  const box = {
    from: 'Steve <steve@acme.test>',
    smtp: 'smtp://127.0.0.1:9',
    signature: '<p>Yours, Steve</p>',
  }
  mailboxId = (await scene.post('/mailboxes', box)).body.id
})
afterAll(() => scene.close())

test('a mail is shown as a prospect would get it, with what is missing', async () => {
  const subject = 'Hello {{ FirstName }}'
  const body = '<p>Hi {{ FirstName }} of {{ Company }}</p>'
  const { body: shown } = await scene.post('/mails/preview', { prospectId, mailboxId, subject, body })
  expect(shown).toMatchObject({ subject: 'Hello Ann', missing: ['Company'] })
  expect(shown.html).toContain('<p>Yours, Steve</p>')
  expect(shown.text).toContain('Hi Ann')
  const without = await scene.post('/mails/preview', { prospectId, subject: '', body: '<p>Hi</p>' })
  expect(without).toMatchObject({ status: 200, body: { missing: [] } })
})

test('a test mail is queued for its mailbox', async () => {
  const mail = { mailboxId, to: 'me@acme.test', subject: 'Try {{ FirstName }}', body: '<p>Hi</p>' }
  const queued = await scene.post('/mails/test', { ...mail, prospectId })
  expect(queued.status).toBe(202)
  const { rows } = await scene.db.query(
    'SELECT kind, state, subject, to_address FROM messages WHERE id = $1',
    [queued.body.messageId],
  )
  expect(rows).toEqual([{ kind: 'test', state: 'queued', subject: 'Try Ann', to_address: 'me@acme.test' }])
})

const makeUncertain = async (): Promise<string> => {
  const { body } = await scene.post('/mails/test', { mailboxId, to: 'me@acme.test', subject: 'S', body: 'B' })
  await scene.db.query(
    `UPDATE messages SET state = 'uncertain', sending_at = $2, server_answer = 'the line was cut' WHERE id = $1`,
    [body.messageId, scene.clock.now()],
  )
  return body.messageId
}

test('uncertain mails are listed and decided upon', async () => {
  const sent = await makeUncertain()
  const again = await makeUncertain()
  const { body } = await scene.get('/mails/uncertain')
  expect(body.next).toBeNull()
  expect(body.items.find(({ messageId }: { messageId: string }) => messageId === sent)).toEqual({
    messageId: sent,
    mailboxId,
    prospectId: null,
    to: 'me@acme.test',
    subject: 'S',
    since: '2026-03-02T09:00:00.000Z',
    words: 'the line was cut',
  })
  expect((await scene.post(`/mails/${sent}/settle`, { as: 'sent' })).status).toBe(204)
  expect((await scene.post(`/mails/${again}/settle`, { as: 'send_again' })).status).toBe(204)
  const { rows } = await scene.db.query<{ state: string }>(
    'SELECT state FROM messages WHERE id = ANY($1) ORDER BY id',
    [[sent, again]],
  )
  expect(rows.map(({ state }) => state)).toEqual(['sent', 'queued'])
  expect((await scene.get('/mails/uncertain')).body.items).toEqual([])
  expect((await scene.post(`/mails/${sent}/settle`, { as: 'sent' })).status).toBe(422)
})

test('what is wrong is refused by its field', async () => {
  const mail = { mailboxId, to: 'me@acme.test', subject: 'S', body: 'B' }
  const missing = '0'.repeat(24)
  for (const [path, body, status, field] of [
    ['/mails/test', { ...mail, to: 'nobody' }, 400, 'to'],
    ['/mails/test', { ...mail, to: 'a@b.test\r\nBcc: c@d.test' }, 400, 'to'],
    ['/mails/test', { ...mail, body: '{{ FirstName' }, 400, 'body'],
    ['/mails/test', { ...mail, mailboxId: missing }, 404, 'mailboxId'],
    ['/mails/test', { ...mail, prospectId: missing }, 404, 'prospectId'],
    ['/mails/preview', { prospectId, subject: '{% if %}', body: 'B' }, 400, 'subject'],
    ['/mails/preview', { prospectId: missing, subject: 'S', body: 'B' }, 404, 'prospectId'],
    [`/mails/${missing}/settle`, { as: 'sent' }, 404, 'id'],
    [`/mails/${missing}/settle`, { as: 'lost' }, 400, 'as'],
  ] as const)
    expect([path, body, await scene.refused('POST', path, { body })]).toEqual([path, body, { status, field }])
  await scene.post(`/mailboxes/${mailboxId}/pause`)
  expect(await scene.refused('POST', '/mails/test', { body: mail })).toEqual({
    status: 422,
    field: 'mailboxId',
  })
})
