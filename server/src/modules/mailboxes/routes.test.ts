import { afterAll, beforeAll, expect, test } from 'vitest'
import { type AppApiScene, appApiScene } from '#test/app-api-scene.ts'
import { openMailServers, type TestMailServers } from '#test/mail-servers/open-mail-servers.ts'

const SECRET = 's3cret-of-the-test'

let scene: AppApiScene
let servers: TestMailServers
beforeAll(async () => {
  servers = await openMailServers()
  scene = await appApiScene()
})
afterAll(async () => {
  await scene.close()
  await servers.close()
})

const BOX = { smtp: `smtps://box:${SECRET}@mail.acme.test`, imap: 'imaps://mail.acme.test' }

test('a mailbox is added by URLs, read, changed and removed', async () => {
  const made = await scene.post('/mailboxes', {
    from: 'Steve <steve@acme.test>',
    ...BOX,
    signature: '<p>Steve</p>',
    limits: { daily: 50, window: { from: '09:00', to: '12:00' } },
  })
  expect(made).toMatchObject({
    status: 201,
    body: {
      userId: scene.steve.userId,
      address: 'steve@acme.test',
      fromName: 'Steve',
      smtp: { host: 'mail.acme.test', port: 465, security: 'tls', user: 'box', verifyCertificate: true },
      imap: { host: 'mail.acme.test', port: 993, security: 'tls', user: 'box' },
      credentialKind: 'password',
      limits: { daily: 50, hourly: null, window: { from: '09:00', to: '12:00' }, zone: 'UTC' },
      state: 'running',
    },
  })
  const path = `/mailboxes/${made.body.id}`
  const changed = await scene.patch(path, {
    fromName: 'Steve A.',
    replyTo: 'team@acme.test',
    limits: { daily: 60 },
  })
  expect(changed.body).toEqual({
    ...made.body,
    fromName: 'Steve A.',
    replyTo: 'team@acme.test',
    limits: { ...made.body.limits, daily: 60 },
  })
  expect((await scene.get(path)).body).toEqual(changed.body)
  expect((await scene.delete(path)).status).toBe(204)
  expect((await scene.get(path)).status).toBe(404)
})

test('a mailbox is given in parts', async () => {
  const parts = { host: 'mail.acme.test', user: 'p@rts:x', password: SECRET }
  const { body } = await scene.post('/mailboxes', {
    from: 'parts@acme.test',
    smtp: { ...parts, port: 465 },
    imap: { ...parts, security: 'starttls', port: 1143, verifyCertificate: false },
  })
  expect(body).toMatchObject({
    smtp: { host: 'mail.acme.test', port: 465, security: 'tls', user: 'p@rts:x', verifyCertificate: true },
    imap: { port: 1143, security: 'starttls', user: 'p@rts:x', verifyCertificate: false },
  })
  const { smtp } = await scene.mailboxes.connectionsOf({
    companyId: scene.steve.companyId,
    mailboxId: body.id,
  })
  expect(smtp.auth).toEqual({ kind: 'password', password: SECRET })

  const six = await scene.put(`/mailboxes/${body.id}/servers`, {
    smtp: { host: '::1', port: 25 },
    imap: null,
  })
  expect(six.body).toMatchObject({
    smtp: { host: '::1', port: 25, security: 'none', user: null },
    imap: null,
  })
})

test('what is wrong is refused by its field, without the secret', async () => {
  const refused = (body: object) =>
    scene.refused('POST', '/mailboxes', { body: { from: 'x@acme.test', smtp: BOX.smtp, ...body } })
  const smtp = { host: 'mail.acme.test', user: 'u', password: SECRET }
  for (const [body, field] of [
    [{ from: 'nobody' }, 'from'],
    [{ from: 'A\r\nBcc: b@c.test <a@acme.test>' }, 'from'],
    [{ smtp: `http://u:${SECRET}@mail` }, 'smtp'],
    [{ smtp: { ...smtp, password: undefined } }, 'smtp'],
    [{ smtp: { ...smtp, host: 'mail?tls=none' } }, 'smtp.host'],
    [{ smtp: { ...smtp, host: 'user@mail' } }, 'smtp.host'],
    [{ smtp: { ...smtp, port: 0 } }, 'smtp.port'],
    [{ smtp: { ...smtp, security: 'ssl' } }, 'smtp.security'],
    [{ imap: { ...smtp, secret: 'x' } }, 'imap.secret'],
    [{ limits: { daily: 0 } }, 'limits.daily'],
    [{ limits: { ramp: { startAt: 1, addPerDay: 1, from: 'today' } } }, 'limits.ramp.from'],
    [{ limits: { speed: 1 } }, 'limits.speed'],
    [{ replyTo: 'nobody' }, 'replyTo'],
    [
      { oauth2: { tokenUrl: 'http://evil.test', clientId: 'a', clientSecret: null, refreshToken: 'b' } },
      'oauth2.tokenUrl',
    ],
  ] as const)
    expect([field, await refused(body)]).toEqual([field, { status: 400, field }])
  await scene.post('/mailboxes', { from: 'twice@acme.test', ...BOX })
  expect(await refused({ from: 'Twice@acme.test' })).toEqual({ status: 409, field: 'from' })
})

test('a mailbox is paused until a time, and resumed', async () => {
  const { body } = await scene.post('/mailboxes', { from: 'pause@acme.test', ...BOX })
  const path = `/mailboxes/${body.id}`
  const paused = await scene.post(`${path}/pause`, {
    reason: 'holidays',
    resumeAt: '2026-03-09T08:00:00+01:00',
  })
  expect(paused.body).toMatchObject({
    state: 'paused',
    pausedBy: 'user',
    pauseReason: 'holidays',
    resumeAt: '2026-03-09T07:00:00.000Z',
  })
  expect((await scene.post(`${path}/resume`)).body).toMatchObject({ state: 'running', resumeAt: null })
  expect((await scene.post(`${path}/pause`)).body).toMatchObject({ state: 'paused', resumeAt: null })
  expect(await scene.refused('POST', `${path}/pause`, { body: { resumeAt: 'soon' } })).toEqual({
    status: 400,
    field: 'resumeAt',
  })
})

test('a check signs in to both servers, and names the stage that fails', async () => {
  const account = servers.newAccount('check')
  const good = await scene.post('/mailboxes', {
    from: account.address,
    smtp: account.smtpUrl,
    imap: account.imapUrl,
  })
  const checked = await scene.post(`/mailboxes/${good.body.id}/check`)
  expect(checked).toMatchObject({ status: 200, body: { smtp: { ok: true }, imap: { ok: true } } })
  const bad = await scene.post('/mailboxes', { from: 'shut@acme.test', smtp: 'smtp://127.0.0.1:1' })
  const failed = await scene.post(`/mailboxes/${bad.body.id}/check`)
  expect(failed.body).toMatchObject({ smtp: { ok: false, stage: 'connect' }, imap: null })
})

test('servers are tried before a mailbox is added, and nothing is kept', async () => {
  const account = servers.newAccount('try')
  const before = (await scene.get('/mailboxes?limit=100')).body.items.length
  const good = { from: account.address, smtp: account.smtpUrl, imap: account.imapUrl }
  expect(await scene.post('/mailboxes/try', good)).toMatchObject({
    status: 200,
    body: { smtp: { ok: true }, imap: { ok: true } },
  })
  const wrong = await scene.post('/mailboxes/try', { ...good, imap: null, smtp: 'smtp://127.0.0.1:1' })
  expect(wrong.body).toMatchObject({ smtp: { ok: false, stage: 'connect' }, imap: null })
  expect(await scene.refused('POST', '/mailboxes/try', { body: { ...good, from: 'nobody' } })).toEqual({
    status: 400,
    field: 'from',
  })
  expect((await scene.get('/mailboxes?limit=100')).body.items).toHaveLength(before)
})

test('the list is paged, and filtered by user', async () => {
  const { items, next } = (await scene.get('/mailboxes?limit=2')).body
  expect(items).toHaveLength(2)
  const rest = await scene.get(`/mailboxes?cursor=${next}`)
  expect(rest.body.items[0].id > items[1].id).toBe(true)
  await scene.post('/mailboxes', { from: 'jane@acme.test', ...BOX }, { key: scene.jane.apiKey })
  const hers = await scene.get(`/mailboxes?userId=${scene.jane.userId}`)
  expect(hers.body.items.map(({ address }: { address: string }) => address)).toEqual(['jane@acme.test'])
})

test('no answer ever held a secret', () => {
  const answered = scene.answers.join()
  expect(answered).toContain('mail.acme.test')
  expect(answered).not.toContain(SECRET)
})
