// Calls by Twilio, from dialling to the last report, over the whole app and a stub of Twilio's documented API.
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type AppApiScene, appApiScene } from '#test/app-api-scene.ts'
import { startTwilioStub, type TwilioStub } from './twilio-stub.ts'

const ACCOUNT = {
  accountSid: `AC${'0'.repeat(31)}1`,
  authToken: '0123456789abcdef0123456789abcdef',
  fromNumber: '+1 415 555 0100',
}
const PUBLIC_URL = 'https://sales.acme.test'

let scene: AppApiScene
let stub: TwilioStub
let prospectId: string
beforeAll(async () => {
  stub = await startTwilioStub(ACCOUNT)
  scene = await appApiScene({ publicUrl: PUBLIC_URL, fetch: stub.fetch })
  const { body } = await scene.post('/prospects', {
    email: 'ann@x.test',
    fullName: 'Ann Lee',
    phone: '+1 415 555 0123',
  })
  prospectId = body.id
})
afterAll(async () => {
  await scene.close()
  await stub.close()
})
beforeEach(async () => {
  await scene.put('/dialling/twilio', ACCOUNT)
  await scene.put('/dialling/phone', { number: '+1 415 555 0111' })
})
afterEach(() => stub.reset())

const dial = (more: object = {}) => scene.post('/calls/dial', { prospectId, ...more })
const callOf = async (id: string) => (await scene.get(`/calls/${id}`)).body
/** What Twilio posts to one of our addresses, signed as it signs. */
const post = (url: string, fields: Record<string, string>, signature?: string) => {
  if (!url.startsWith(PUBLIC_URL)) throw new Error(`not an address of ours: ${url}`)
  return scene.server.inject({
    method: 'POST',
    url: url.slice(PUBLIC_URL.length),
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      'x-twilio-signature': signature ?? stub.sign(url, fields),
    },
    payload: new URLSearchParams(fields).toString(),
  })
}
/** Dials, has the user's phone answer, and reads where Twilio is to report. */
const connect = async () => {
  const { call } = (await dial()).body
  const placed = stub.placed.at(-1)
  const { body: twiml } = await post(placed?.get('Url') ?? '', {
    CallSid: call.callSid,
    CallStatus: 'in-progress',
  })
  const attribute = (name: string) => new RegExp(` ${name}="([^"]*)"`).exec(twiml)?.[1] ?? ''
  return {
    id: call.id,
    twiml,
    ended: attribute('statusCallback'),
    machine: attribute('amdStatusCallback'),
    userEnded: placed?.get('StatusCallback') ?? '',
  }
}

describe('a call by Twilio', () => {
  it("rings the user's phone first, as the API documents it", async () => {
    const { status, body } = await dial()
    expect(status).toBe(201)
    expect(body).toMatchObject({
      url: null,
      call: { provider: 'twilio', state: 'open', fromNumber: '+14155550100', toNumber: '+14155550123' },
    })
    expect(body.call.callSid).toMatch(/^CA[0-9a-f]{32}$/)
    expect(stub.placed).toHaveLength(1)
    expect(Object.fromEntries(stub.placed[0] ?? [])).toEqual({
      To: '+14155550111',
      From: '+14155550100',
      Url: expect.stringMatching(/^https:\/\/sales\.acme\.test\/calls\/twilio\/[\w-]{54}\/connect$/),
      Method: 'POST',
      StatusCallback: expect.stringMatching(/\/user$/),
      StatusCallbackMethod: 'POST',
      StatusCallbackEvent: 'completed',
      Timeout: '30',
    })
  })

  it('dials the prospect once the user has answered, and reports who answered and how long it was', async () => {
    const { id, twiml, ended, machine, userEnded } = await connect()
    expect(twiml).toMatch(
      /^<\?xml [^>]*\?><Response><Dial callerId="\+14155550100" answerOnBridge="true"><Number [^>]*>\+14155550123<\/Number><\/Dial><\/Response>$/,
    )
    expect((await post(machine, { AnsweredBy: 'human' })).statusCode).toBe(204)
    expect((await post(ended, { CallStatus: 'completed', CallDuration: '42' })).statusCode).toBe(204)
    await post(userEnded, { CallStatus: 'completed', CallDuration: '55' })
    expect(await callOf(id)).toMatchObject({
      state: 'completed',
      disposition: 'answered',
      durationSeconds: 42,
    })
    const { items } = (await scene.get(`/prospects/${prospectId}/timeline`)).body
    const ours = items.filter(({ data }: { data: { callId?: string } }) => data.callId === id)
    expect(ours.map(({ kind }: { kind: string }) => kind).sort()).toEqual(['call_logged', 'call_started'])
    expect((await scene.get(`/prospects/${prospectId}`)).body.status).toBe('contacted')
  })

  it('knows voice mail, also when that is heard last', async () => {
    const { id, ended, machine } = await connect()
    await post(ended, { CallStatus: 'completed', CallDuration: '12' })
    await post(machine, { AnsweredBy: 'machine_start' })
    expect(await callOf(id)).toMatchObject({ disposition: 'voice_mail', durationSeconds: 12 })
  })

  it('fails where the user does not take it, and the prospect is not dialled', async () => {
    const { call } = (await dial()).body
    const [placed] = stub.placed
    await post(placed?.get('StatusCallback') ?? '', { CallStatus: 'no-answer' })
    expect(await callOf(call.id)).toMatchObject({
      state: 'failed',
      failure: 'Your own phone was not reached: no-answer.',
    })
    const { body: twiml } = await post(placed?.get('Url') ?? '', {})
    expect(twiml).toContain('<Hangup/>')
    expect(twiml).not.toContain('<Dial')
  })

  it('keeps what its user said of it', async () => {
    const { id, ended } = await connect()
    await scene.patch(`/calls/${id}`, { disposition: 'voice_mail', notes: 'Left my number' })
    await post(ended, { CallStatus: 'completed', CallDuration: '31' })
    expect(await callOf(id)).toMatchObject({
      disposition: 'voice_mail',
      durationSeconds: 31,
      notes: 'Left my number',
    })
  })

  it('is told only by what is signed for just this address', async () => {
    const { id, ended } = await connect()
    const fields = { CallStatus: 'completed', CallDuration: '9' }
    const other = (await connect()).ended
    expect((await post(ended, fields, stub.sign(other, fields))).statusCode).toBe(403)
    expect((await post(ended, fields, 'x')).statusCode).toBe(403)
    expect((await post(ended, { ...fields, CallDuration: '10' }, stub.sign(ended, fields))).statusCode).toBe(
      403,
    )
    const changed = ended.replace(/.(?=\/prospect$)/, (last) => (last === 'A' ? 'B' : 'A'))
    expect((await post(changed, fields)).statusCode).toBe(404)
    expect(await callOf(id)).toMatchObject({ state: 'open' })
    expect((await post(ended, fields)).statusCode).toBe(204)
  })

  it('takes any nonsense that is signed without a 500', async () => {
    const { id, ended, machine } = await connect()
    for (const [url, fields] of [
      [ended, {}],
      [ended, { CallStatus: 'dancing', CallDuration: '-1' }],
      [ended, { CallStatus: 'completed', CallDuration: '1e9' }],
      [machine, {}],
      [machine, { AnsweredBy: 'unknown' }],
    ] as const)
      expect((await post(url, fields)).statusCode).toBe(204)
    expect(await callOf(id)).toMatchObject({ state: 'completed', durationSeconds: 0 })
  })
})

describe('what Twilio refuses', () => {
  it.each([
    [401, { code: 20003, message: 'Authenticate', status: 401 }, 422, 'accountSid', /20003.*admin/],
    [400, { code: 21211, message: "The 'To' number is not valid.", status: 400 }, 422, 'number', /21211/],
    [429, { code: 20429, message: 'Too Many Requests', status: 429 }, 429, undefined, /no more calls/],
    [500, '<html>oops</html>', 503, undefined, /status 500/],
    [201, {}, 503, undefined, /could not place/],
  ])('%i %j is told in its words', async (status, answer, ours, field, words) => {
    stub.answerNext(status, answer)
    const { status: found, body } = await dial()
    expect([found, body.error.field]).toEqual([ours, field])
    expect(body.error.message).toMatch(words)
    const { items } = (await scene.get('/calls?state=failed&limit=1')).body
    expect(items[0].failure).toBe(body.error.message)
    expect(JSON.stringify(body)).not.toContain(ACCOUNT.authToken)
  })

  it('a Twilio that is away is told', async () => {
    stub.breakNext()
    expect((await dial()).status).toBe(503)
  })
})

describe('settings', () => {
  it('are for admins, and never show the token', async () => {
    const shown = await scene.get('/dialling')
    expect(shown.body).toEqual({
      twilio: { accountSid: ACCOUNT.accountSid, fromNumber: '+14155550100', detectMachines: true },
      phone: '+14155550111',
      isReachable: true,
    })
    const key = scene.jane.apiKey
    expect((await scene.put('/dialling/twilio', ACCOUNT, { key })).status).toBe(403)
    expect((await scene.delete('/dialling/twilio', { key })).status).toBe(403)
    const { rows } = await scene.db.query<{ auth_token: string }>('SELECT auth_token FROM twilio_accounts')
    expect(rows[0]?.auth_token).not.toContain(ACCOUNT.authToken)
    expect(scene.answers.join()).not.toContain(ACCOUNT.authToken)
  })

  it('keep the token when it is not given again, and leave machines alone on demand', async () => {
    const { authToken: _, ...rest } = ACCOUNT
    expect((await scene.put('/dialling/twilio', { ...rest, detectMachines: false })).status).toBe(200)
    expect((await connect()).twiml).not.toContain('machineDetection')
  })

  it.each([
    ['/dialling/twilio', { ...ACCOUNT, accountSid: 'AC1' }, 'accountSid'],
    ['/dialling/twilio', { ...ACCOUNT, authToken: ' ' }, 'authToken'],
    ['/dialling/twilio', { ...ACCOUNT, fromNumber: '555 0100' }, 'fromNumber'],
    ['/dialling/phone', { number: '555 0100' }, 'number'],
  ])('%s refuses %j', async (path, body, field) => {
    expect(await scene.refused('PUT', path, { body })).toEqual({ status: 400, field })
  })

  it('without a phone of one’s own, or an account, say what is missing', async () => {
    await scene.put('/dialling/phone', { number: null })
    expect((await dial()).body.error).toMatchObject({ field: 'phone' })
    await scene.delete('/dialling/twilio')
    expect((await dial()).body).toMatchObject({ url: 'tel:+14155550123', call: { provider: 'tel' } })
    expect((await dial({ provider: 'twilio' })).body.error).toMatchObject({ field: 'provider' })
  })

  it('a number without its country code cannot be called by Twilio', async () => {
    expect((await dial({ number: '555 0123' })).body.error).toMatchObject({ field: 'number' })
    expect(stub.placed).toEqual([])
  })
})
