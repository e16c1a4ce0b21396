// Starts that must not happen, in cadences and in journeys, against the whole app with its engine.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { AddedUser } from '#modules/accounts/index.ts'
import { wholeServer } from '#test/whole-server.ts'

let whole: Awaited<ReturnType<typeof wholeServer>>
let hello: AddedUser
beforeAll(async () => {
  whole = await wholeServer()
  const { accounts, sequences } = whole.app
  hello = await accounts.addUser({ company: 'Klenty', email: 'hello@klenty.com' })
  const file = { companyId: hello.companyId, userId: hello.userId, publish: true }
  for (const name of ['Warm leads', 'Warm needs', 'Trade fair']) {
    const mail = '  - mail:\n      - { template: welcome, subject: Welcome, body: Hi }\n'
    await sequences.importCadenceFile({ ...file, text: `name: ${name}\nsteps:\n${mail}` })
    const nodes = 'start: pause\nnodes:\n  pause: { wait: 1 day, next: done }\n  done: end\n'
    await sequences.importJourneyFile({ ...file, text: `name: ${name}\n${nodes}` })
  }
})
afterAll(() => whole.close())

const send = async (method: 'GET' | 'POST', path: string, body?: object) => {
  const answer = await whole.server.inject({
    ...{ method, url: `/apis/v1/user/hello@klenty.com${path}` },
    headers: { 'x-api-key': hello.apiKey },
    ...(body && { payload: JSON.stringify(body) }),
  })
  return { status: answer.statusCode, body: answer.json() }
}

const bounce = async (ref: string): Promise<void> => {
  const { companyId, userId } = hello
  const { db, prospects } = whole.app
  const { id = '' } = (await prospects.findByEmail({ companyId, email: ref })) ?? {}
  await db.transaction((tx) =>
    prospects.suppressProspects({
      ...{ tx, companyId, userId, prospectIds: [id] },
      ...{ reason: 'bounced' as const, source: 'bounce' as const, detail: '550 no such user' },
    }),
  )
}
const post = (path: string) => async (Email: string) => {
  await send('POST', path, { Email })
}

describe.each([
  { path: '/cadences/start', key: 'cadenceName', kind: 'cadence' },
  { path: '/journey/start', key: 'journeyName', kind: 'journey' },
])('$path', ({ path, key, kind }) => {
  const start = (Email: string, name: string) => send('POST', path, { Email, [key]: name })

  test.each([
    ['unsubscribed', post('/prospects/unsubscribe'), /unsubscribed/],
    ['marked', post('/prospects/changeStatusToDoNotContact'), /Do Not Contact/],
    ['bounced', bounce, /bounced/],
  ])('whoever has %s: 422 with the reason, and nothing begins', async (name, happens, reason) => {
    const Email = `${name}-${kind}@tutecircle.com`
    await send('POST', '/prospects', { Email })
    await happens(Email)
    const answer = await start(Email, 'Warm leads')
    expect(answer.status).toBe(422)
    expect(answer.body).toMatchObject({
      Status: false,
      status: false,
      message: expect.stringMatching(reason),
    })
    expect((await send('GET', `/prospects/${Email}/status`)).body.cadenceStatus).toBe('No active cadence')
  })

  test('an unknown name: 404 with the nearest ones', async () => {
    const Email = `new-${kind}@tutecircle.com`
    await send('POST', '/prospects', { Email })
    const { status, body } = await start(Email, 'Warm leeds')
    expect(status).toBe(404)
    expect(body.message).toMatch(new RegExp(`no ${kind} called "Warm leeds"\\. Did you mean "Warm leads"`))
    expect(body.message).toContain('"Warm needs"')
    expect(body.message).not.toContain('Trade fair')
  })

  test('already running: 409, by any case of the name', async () => {
    const Email = `running-${kind}@tutecircle.com`
    await send('POST', '/prospects', { Email })
    expect((await start(Email, 'Warm leads')).status).toBe(200)
    const answer = await start(Email, 'WARM LEADS')
    expect(answer.status).toBe(409)
    expect(answer.body.message).toContain('already in')
  })
})
