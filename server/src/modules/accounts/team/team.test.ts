import { afterAll, beforeAll, expect, test } from 'vitest'
import { type AppApiScene, appApiScene } from '#test/app-api-scene.ts'

const PASSWORD = 'a long enough password'
const ORIGIN = 'https://sales.acme.test'
const SITE = { host: 'sales.acme.test', origin: ORIGIN }

let scene: AppApiScene
let manager: { apiKey: string; userId: string }
beforeAll(async () => {
  scene = await appApiScene({ publicUrl: ORIGIN })
  manager = await scene.accounts.addUser({ company: 'Acme', email: 'mia@acme.test', role: 'manager' })
})
afterAll(() => scene.close())

const outside = async (
  method: 'GET' | 'POST',
  url: string,
  payload?: object,
  headers: Record<string, string> = {},
) => {
  const answer = await scene.server.inject({
    ...{ method, url },
    headers: { ...SITE, ...headers },
    ...(payload && { payload }),
  })
  return { status: answer.statusCode, body: answer.body === '' ? undefined : answer.json(), answer }
}

const signIn = async (email: string, password = PASSWORD) => {
  const { status, answer } = await outside('POST', '/api/auth/sign-in/email', { email, password })
  // Over https its name begins with __Secure-.
  return { status, cookie: String([answer.headers['set-cookie']].flat()[0]).split(';')[0] ?? '' }
}

const invite = async (body: object, key?: string) => scene.post('/invitations', body, key ? { key } : {})
const tokenOf = (link: string) => link.split('/').at(-1) ?? ''

test('who is invited chooses a name and a password, and sees only his own', async () => {
  const invited = await invite({ email: ' Ron@Acme.test', role: 'rep' })
  expect(invited).toMatchObject({
    status: 201,
    body: { email: 'ron@acme.test', role: 'rep', mailedAt: null },
  })
  expect(invited.body.link.startsWith(`${ORIGIN}/invitation/`)).toBe(true)
  const path = `/api/invitations/${tokenOf(invited.body.link)}`
  expect((await outside('GET', path)).body).toMatchObject({
    ...{ company: 'Acme', email: 'ron@acme.test', role: 'rep', invitedBy: 'steve', hasAccount: false },
  })
  expect((await outside('POST', path, { name: 'Ron', password: 'short' })).status).toBe(400)
  expect((await outside('POST', path, { name: ' ', password: PASSWORD })).status).toBe(400)
  const foreign = { origin: 'https://evil.test' }
  expect((await outside('POST', path, { name: 'Ron', password: PASSWORD }, foreign)).status).toBe(403)
  expect((await outside('POST', path, { name: 'Ron', password: PASSWORD })).status).toBe(200)
  expect((await outside('POST', path, { name: 'Ron', password: PASSWORD })).status).toBe(404)

  const { cookie } = await signIn('ron@acme.test')
  await scene.post('/prospects', { email: 'steves@zoo.test' })
  const headers = { cookie, ...SITE }
  expect((await scene.get('/me', { key: null, headers })).body).toMatchObject({ name: 'Ron', role: 'rep' })
  expect((await scene.get('/prospects', { key: null, headers })).body.items).toEqual([])
  expect((await scene.get('/invitations')).body.items).toEqual([])
})

test('a link ends when it was renewed, taken back, or a week is over', async () => {
  const { id, link } = (await invite({ email: 'late@acme.test', role: 'rep' })).body
  const show = (one: string) => outside('GET', `/api/invitations/${tokenOf(one)}`)
  scene.clock.advance(1_000)
  const renewed = (await scene.post(`/invitations/${id}/renew`, {})).body
  expect((await show(link)).status).toBe(404)
  expect((await show(renewed.link)).status).toBe(200)
  expect((await show(`${renewed.link.slice(0, -1)}_`)).status).toBe(404)
  const again = (await invite({ email: 'late@acme.test', role: 'manager' })).body
  expect(again.id).toBe(id)
  expect((await scene.get('/invitations')).body.items).toMatchObject([{ id, role: 'manager' }])
  scene.clock.advance(7 * 24 * 60 * 60_000)
  expect((await show(again.link)).body.error.message).toContain('expired')
  const last = (await scene.post(`/invitations/${id}/renew`, {})).body
  expect((await show(last.link)).status).toBe(200)
  expect((await scene.delete(`/invitations/${id}`)).status).toBe(204)
  expect((await show(last.link)).status).toBe(404)
  expect(await scene.refused('DELETE', `/invitations/${id}`)).toEqual({ status: 404, field: 'id' })
})

test('nobody invites above himself, members, or what is no address', async () => {
  const key = manager.apiKey
  const refused = (body: object) => scene.refused('POST', '/invitations', { body, key })
  expect(await refused({ email: 'a@acme.test', role: 'admin' })).toEqual({ status: 403, field: 'role' })
  expect(await refused({ email: 'jane@acme.test', role: 'rep' })).toEqual({ status: 409, field: 'email' })
  expect(await refused({ email: 'nobody', role: 'rep' })).toEqual({ status: 400, field: 'email' })
  const { id } = (await invite({ email: 'boss@acme.test', role: 'admin' })).body
  expect((await scene.get('/invitations', { key })).body.items).toEqual([])
  expect((await scene.post(`/invitations/${id}/renew`, {}, { key })).status).toBe(403)
  expect((await scene.delete(`/invitations/${id}`, { key })).status).toBe(403)
  expect((await invite({ email: 'peer@acme.test', role: 'manager' }, key)).status).toBe(201)
})

test('who belongs to another company joins signed in, and by no link alone', async () => {
  const other = await scene.accounts.addUser({ company: 'Globex', email: 'two@globex.test' })
  await scene.accounts.setPassword({ userId: other.userId, password: PASSWORD })
  const path = `/api/invitations/${tokenOf((await invite({ email: 'two@globex.test', role: 'rep' })).body.link)}`
  expect((await outside('GET', path)).body.hasAccount).toBe(true)
  const taken = await outside('POST', path, { name: 'Mallory', password: 'another long password' })
  expect(taken).toMatchObject({ status: 403, body: { error: { field: 'password' } } })
  expect((await outside('POST', path, {})).status).toBe(400)
  const steves = await signIn('ron@acme.test')
  expect((await outside('POST', path, {}, { cookie: steves.cookie })).status).toBe(403)
  const { cookie } = await signIn('two@globex.test')
  expect((await outside('POST', path, {}, { cookie })).status).toBe(200)
  const me = await scene.get('/me', { key: null, headers: { cookie, ...SITE } })
  expect(me.body.companies.map(({ name }: { name: string }) => name).sort()).toEqual(['Acme', 'Globex'])
  // His password is not for Acme's admins to change.
  expect((await scene.post(`/members/${other.userId}/password-link`)).status).toBe(422)
})

test('a password link works once, and ends the sessions', async () => {
  const { userId } = await scene.accounts.addUser({ company: 'Acme', email: 'lost@acme.test' })
  await scene.accounts.setPassword({ userId, password: PASSWORD })
  const { cookie } = await signIn('lost@acme.test')
  const { link } = (await scene.post(`/members/${userId}/password-link`)).body
  const path = `/api/passwords/${tokenOf(link)}`
  expect((await outside('GET', path)).body).toEqual({ email: 'lost@acme.test' })
  expect((await outside('POST', path, { password: 'short' })).status).toBe(400)
  expect((await outside('POST', path, { password: 'a brand new password' })).status).toBe(200)
  expect((await outside('POST', path, { password: 'yet another password' })).status).toBe(404)
  expect((await scene.get('/me', { key: null, headers: { cookie } })).status).toBe(401)
  expect((await signIn('lost@acme.test')).status).toBe(401)
  expect((await signIn('lost@acme.test', 'a brand new password')).status).toBe(200)
  const old = (await scene.post(`/members/${userId}/password-link`)).body.link
  scene.clock.advance(24 * 60 * 60_000)
  expect((await outside('GET', `/api/passwords/${tokenOf(old)}`)).status).toBe(404)
  expect(await scene.refused('POST', `/members/${scene.stranger.userId}/password-link`)).toEqual({
    ...{ status: 404, field: 'id' },
  })
})

test('mails with links leave through a mailbox of who may send them', async () => {
  const queued = async () =>
    (await scene.db.query<{ to_address: string; html: string }>('SELECT to_address, html FROM messages')).rows
  expect((await outside('POST', '/api/passwords', { email: 'lost@acme.test' })).status).toBe(202)
  expect(await queued()).toEqual([])
  const box = { from: 'Steve <steve@acme.test>', smtp: 'smtp://127.0.0.1:9' }
  await scene.post('/mailboxes', box)
  await scene.patch('/me', { name: 'Steve {{ FirstName }}' })
  const { body } = await invite({ email: 'new@acme.test', role: 'rep', mail: true })
  expect(body.mailedAt).not.toBeNull()
  const [mail] = await queued()
  expect(mail?.to_address).toBe('new@acme.test')
  expect(mail?.html).toContain(body.link)
  expect(mail?.html.replaceAll('&#123;', '{').replaceAll('&#125;', '}')).toContain('{{ FirstName }}')
  for (const email of ['lost@acme.test', 'nobody@acme.test'])
    expect((await outside('POST', '/api/passwords', { email })).status).toBe(202)
  expect((await queued()).map(({ to_address }) => to_address).sort()).toEqual([
    ...['lost@acme.test', 'new@acme.test'],
  ])
})

test('roles are changed by admins, and one admin stays', async () => {
  const { userId, apiKey } = await scene.accounts.addUser({ company: 'Acme', email: 'up@acme.test' })
  expect((await scene.patch(`/members/${userId}`, { role: 'admin' })).status).toBe(204)
  expect((await scene.get('/me', { key: apiKey })).body.role).toBe('admin')
  await scene.patch(`/members/${userId}`, { role: 'manager' })
  const alone = { body: { role: 'rep' } }
  expect(await scene.refused('PATCH', `/members/${scene.steve.userId}`, alone)).toEqual({
    ...{ status: 422, field: 'role' },
  })
  expect(await scene.refused('PATCH', `/members/${scene.stranger.userId}`, alone)).toEqual({
    ...{ status: 404, field: 'id' },
  })
  expect((await scene.delete(`/members/${scene.steve.userId}`)).status).toBe(422)
})

test('two admins who take each other’s role at once leave one', async () => {
  const [a, b] = [
    await scene.accounts.addUser({ company: 'Duel', email: 'a@duel.test' }),
    await scene.accounts.addUser({ company: 'Duel', email: 'b@duel.test', role: 'admin' }),
  ]
  const answers = await Promise.all([
    scene.patch(`/members/${b.userId}`, { role: 'rep' }, { key: a.apiKey }),
    scene.patch(`/members/${a.userId}`, { role: 'rep' }, { key: b.apiKey }),
  ])
  expect(answers.map(({ status }) => status).sort()).toEqual([204, 422])
})

test('whoever leaves is out at once, and his successor gets what he had', async () => {
  const leaver = await scene.accounts.addUser({ company: 'Acme', email: 'leaver@acme.test' })
  await scene.accounts.setPassword({ userId: leaver.userId, password: PASSWORD })
  const { cookie } = await signIn('leaver@acme.test')
  const key = leaver.apiKey
  const prospect = (await scene.post('/prospects', { email: 'his@zoo.test' }, { key })).body
  const task = (await scene.post('/tasks', { prospectId: prospect.id, title: 'Call', kind: 'call' }, { key }))
    .body
  const template = (await scene.post('/templates', { name: 'His', subject: 's', body: 'b' }, { key })).body
  await scene.post('/mailboxes', { from: 'L <leaver@acme.test>', smtp: 'smtp://127.0.0.1:9' }, { key })

  const path = `/members/${leaver.userId}`
  expect(await scene.refused('DELETE', `${path}?successorId=${scene.stranger.userId}`)).toEqual({
    ...{ status: 404, field: 'successorId' },
  })
  expect((await scene.delete(`${path}?successorId=${scene.jane.userId}`)).status).toBe(204)
  expect((await scene.get('/me', { key })).status).toBe(401)
  expect((await scene.get('/me', { key: null, headers: { cookie } })).status).toBe(401)
  expect(await scene.refused('DELETE', path)).toEqual({ status: 404, field: 'id' })

  await scene.jobs.drain()
  const janes = { key: scene.jane.apiKey }
  expect((await scene.get(`/prospects/${prospect.id}`, janes)).body.owner).toBe('jane@acme.test')
  expect((await scene.get(`/tasks/${task.id}`, janes)).status).toBe(200)
  expect((await scene.get(`/templates/${template.id}`, janes)).status).toBe(200)
  expect((await scene.get('/mailboxes', janes)).body.items).toMatchObject([{ address: 'leaver@acme.test' }])

  // He comes back by an invitation, with a password of his own.
  const { link } = (await invite({ email: 'leaver@acme.test', role: 'manager' })).body
  const back = { name: 'Lee', password: 'a brand new password' }
  expect((await outside('POST', `/api/invitations/${tokenOf(link)}`, back)).status).toBe(200)
  expect((await signIn('leaver@acme.test', back.password)).status).toBe(200)
  expect((await scene.get('/me', { key })).status).toBe(401)
})
