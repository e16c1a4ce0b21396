import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createTestDatabase } from '#test/database.ts'
import { type KlentyScene, klentyScene } from './klenty-scene.ts'

const ID = expect.stringMatching(/^[0-9a-f]{24}$/)
let scene: KlentyScene
let drop: () => Promise<void>
beforeAll(async () => {
  const created = await createTestDatabase()
  drop = created.drop
  scene = await klentyScene(created.db)
})
afterAll(async () => {
  await scene.server.close()
  await drop()
})

const emailsOf = (body: { Email: string }[]): string[] => body.map(({ Email }) => Email)

describe('finding one', () => {
  test('an address is found however it is written', async () => {
    await scene.post('/prospects', { Email: 'a+b@find.test' })
    for (const query of [
      'a%2Bb@find.test',
      'a+b@find.test',
      'A%2bB@FIND.test',
      'mailto:a%2Bb@find.test',
      '%20a%2Bb@find.test',
    ])
      for (const key of ['Email', 'email'])
        expect((await scene.get(`/prospects?${key}=${query}`)).body.Email, query).toBe('a+b@find.test')
    for (const path of ['a%2Bb@find.test', 'a+b@find.test', 'mailto:A+B@find.test'])
      expect((await scene.get(`/prospects/${path}/status`)).status, path).toBe(200)
  })

  test('an address of 254 characters works in query and path', async () => {
    const email = `${'a'.repeat(64)}@${['b', 'c', 'd'].map((letter) => letter.repeat(61)).join('.')}.co`
    expect(email.length).toBeLessThanOrEqual(254)
    await scene.post('/prospects', { Email: email })
    expect((await scene.get(`/prospects?Email=${email}`)).body.Email).toBe(email)
    expect((await scene.get(`/prospects/${encodeURIComponent(email)}/status`)).status).toBe(200)
  })

  test('CustomFields=true adds the date and the fields', async () => {
    await scene.post('/prospects', {
      Email: 'custom@find.test',
      CustomFields: [{ key: 'Industry', value: 'Steel' }],
    })
    expect((await scene.get('/prospects?Email=custom@find.test&CustomFields=true')).body).toEqual({
      Id: ID,
      Email: 'custom@find.test',
      assignTo: 'hello@klenty.com',
      createdDate: '2026-03-02T09:00:00.000Z',
      CustomFields: [{ key: 'Industry', value: 'Steel' }],
    })
    expect((await scene.get('/prospects?Email=custom@find.test')).body).not.toHaveProperty('CustomFields')
    expect((await scene.get('/prospects?Email=custom@find.test&CustomFields=yes')).status).toBe(400)
  })

  test('unknown: 404 in 2017, an empty array in 2023', async () => {
    const answer = await scene.get('/prospects?Email=nobody@find.test')
    expect(answer.status).toBe(404)
    expect(answer.body).toEqual({
      Status: false,
      status: false,
      message: 'There is no prospect with the mail address "nobody@find.test".',
      errors: [
        {
          code: 'not_found',
          errorCode: 'not_found',
          errorMessage: 'There is no prospect with the mail address "nobody@find.test".',
        },
      ],
    })
    const today = await scene.get('/prospects?Email=nobody@find.test', { edition: '2023' })
    expect([today.status, today.body]).toEqual([200, []])
  })

  test('edition 2023 tells all fields, as texts', async () => {
    const all = {
      Email: 'all@find.test',
      FirstName: 'F',
      LastName: 'L',
      FullName: 'F L',
      MiddleName: 'M',
      Company: 'C',
      Account: 'A',
      CompanyDomain: 'c.test',
      CompanyURL: 'https://c.test',
      CompanyEmail: 'c@c.test',
      CompanyPhone: '1',
      Department: 'D',
      Title: 'T',
      Phone: '2',
      Location: 'L1',
      City: 'C1',
      Country: 'India',
      TwitterId: '@f',
      LinkedinURL: 'https://l.test/f',
      Outcome: 'Interested',
    }
    await scene.post('/prospects', { ...all, List: 'everything', Tags: ['b', 'a'] })
    expect((await scene.get('/prospects?Email=all@find.test', { edition: '2023' })).body).toEqual([
      {
        id: ID,
        ...all,
        List: 'everything',
        Tags: 'a|b',
        Owner: 'hello@klenty.com',
        assignTo: 'hello@klenty.com',
      },
    ])
  })
})

describe('finding many', () => {
  beforeAll(async () => {
    for (let at = 0; at < 130; at += 100)
      await scene.post(
        '/prospects',
        Array.from({ length: Math.min(100, 130 - at) }, (_, index) => ({
          Email: `p${at + index}@many.test`,
          List: 'Many',
        })),
      )
  })

  test('edition 2017 answers the whole list, edition 2023 the first 100', async () => {
    expect((await scene.get('/prospects?listName=many')).body.length).toBe(130)
    expect((await scene.get('/prospects?listName=%20MANY%20', { edition: '2023' })).body.length).toBe(100)
  })

  test('start counts records from 1, limit cuts', async () => {
    const whole = emailsOf((await scene.get('/prospects?listName=Many')).body)
    expect(emailsOf((await scene.get('/prospects?listName=Many&start=1&limit=2')).body)).toEqual(
      whole.slice(0, 2),
    )
    expect(emailsOf((await scene.get('/prospects?listName=Many&start=129&limit=1000')).body)).toEqual(
      whole.slice(128),
    )
    expect(emailsOf((await scene.get('/prospects?listName=Many&start=125')).body)).toEqual(whole.slice(124))
    expect((await scene.get('/prospects?listName=Many&start=131')).body).toEqual([])
    expect((await scene.get('/prospects?start=&limit=3')).body.length).toBe(3)
  })

  test.each(['start=0', 'start=x', 'limit=0', 'limit=1001', 'limit=1.5', 'start=-1', 'limit=2&limit=3'])(
    '%s is a 400 that names the field',
    async (query) => {
      const answer = await scene.get(`/prospects?listName=Many&${query}`)
      expect(answer.status).toBe(400)
      expect(answer.body.message).toMatch(new RegExp(`^${query.split('=')[0]} `))
    },
  )

  test('an unknown list is a 404', async () => {
    const answer = await scene.get('/prospects?listName=nowhere')
    expect(answer.status).toBe(404)
    expect(answer.body.message).toContain('"nowhere"')
  })

  test('a list beyond a page is streamed whole', async () => {
    const { companyId, userId, prospects } = scene
    for (let part = 0; part < 23; part += 1)
      await prospects.upsertProspects({
        companyId,
        userId,
        source: 'api',
        inputs: Array.from({ length: 100 }, (_, index) => ({
          Email: `s${part}-${index}@stream.test`,
          List: 'Stream',
        })),
      })
    const emails = emailsOf((await scene.get('/prospects?listName=Stream')).body)
    expect(new Set(emails).size).toBe(2300)
  })

  test('ranges of days are the company’s, ends included', async () => {
    const { accounts, clock, companyId } = scene
    await accounts.changeSettings({ companyId, change: { zone: 'Asia/Kolkata' } })
    clock.moveTo(new Date('2026-03-10T18:00:00Z')) // 23:30 of the 10th in India
    await scene.post('/prospects', { Email: 'tenth@date.test' })
    clock.moveTo(new Date('2026-03-10T19:00:00Z')) // 00:30 of the 11th
    await scene.post('/prospects', { Email: 'eleventh@date.test' })
    const between = async (start: string, end?: string) =>
      emailsOf((await scene.get(`/prospects?startDate=${start}${end ? `&endDate=${end}` : ''}`)).body)
    expect(await between('2026/03/10', '2026/03/10')).toEqual(['tenth@date.test'])
    expect(await between('2026/3/11', '2026-03-11')).toEqual(['eleventh@date.test'])
    expect(await between('2026/03/10')).toEqual(['tenth@date.test', 'eleventh@date.test'])
    expect(await between('2026-03-10T18:30:00Z')).toEqual(['eleventh@date.test'])
    expect(await between('2026-03-10T00:00:00+05:30', '2026-03-10T18:00:00Z')).toEqual(['tenth@date.test'])
    await accounts.changeSettings({ companyId, change: { zone: 'UTC' } })
  })

  test('last updated is the last interaction', async () => {
    const { clock } = scene
    clock.moveTo(new Date('2026-04-01T12:00:00Z'))
    await scene.post('/prospects/tenth@date.test', { City: 'Pune' })
    const { body } = await scene.get(
      '/prospects?lastUpdatedDateStart=2026/04/01&lastUpdatedDateEnd=2026/04/01',
    )
    expect(emailsOf(body)).toEqual(['tenth@date.test'])
  })

  test.each([
    ['startDate=2026/03/11&endDate=2026/03/10', 'startDate'],
    ['endDate=2026/03/10', 'startDate'],
    ['startDate=2026/02/30', 'startDate'],
    ['startDate=yesterday', 'startDate'],
    ['startDate=2026/03/01&endDate=03/10/2026', 'endDate'],
    ['lastUpdatedDateStart=2026/03/11&lastUpdatedDateEnd=2026/03/10', 'lastUpdatedDateStart'],
    ['startDate=2126/03/11', 'startDate'],
  ])('%s is a 400 about %s', async (query, field) => {
    const answer = await scene.get(`/prospects?${query}`)
    expect(answer.status).toBe(400)
    expect(answer.body.message.startsWith(field)).toBe(true)
  })
})

describe('writing', () => {
  test('an upsert adds tags, ignores empty values and keeps the list that was not named', async () => {
    const { companyId, prospects } = scene
    const read = () => prospects.findByEmail({ companyId, email: 'up@write.test' })
    await scene.post('/prospects', { Email: 'up@write.test', FirstName: 'Up', List: 'First', Tags: 'a' })
    await scene.post('/prospects', { Email: 'UP@write.test', FirstName: '', Phone: 5, Tags: ['b'] })
    expect(await read()).toMatchObject({ firstName: 'Up', phone: '5', list: 'First', tags: ['a', 'b'] })
    await scene.post('/prospects/up@write.test', { FirstName: '', Tags: 'c' })
    expect(await read()).toMatchObject({ firstName: null, tags: ['a', 'b', 'c'] })
    expect((await scene.post('/prospects/up@write.test/removeTags', { tag: ['A', 'c', 'z'] })).body).toEqual({
      Status: true,
    })
    expect(await read()).toMatchObject({ tags: ['b'] })
  })

  test('unknown keys are ignored and named', async () => {
    const create = await scene.post('/prospects', {
      Email: 'ignored@write.test',
      Colour: 'red',
      'Größe\n': 1,
    })
    expect(create.status).toBe(200)
    expect(create.headers['x-ignored-fields']).toBe('Colour, Gr%C3%B6%C3%9Fe%0A')
    const update = await scene.post('/prospects/ignored@write.test', { City: 'Pune', Colour: 'red' })
    expect(update.headers['x-ignored-fields']).toBe('Colour')
    const stop = await scene.post('/prospects/stop', { Email: 'ignored@write.test', why: 1 })
    expect(stop.headers['x-ignored-fields']).toBe('why')
    const list = await scene.get('/prospects?listName=default&order=name')
    expect(list.headers['x-ignored-fields']).toBe('order')
  })

  test('a rename to an address that is taken is a 409, and nothing changes', async () => {
    await scene.post('/prospects', [{ Email: 'one@write.test' }, { Email: 'two@write.test' }])
    const answer = await scene.post('/prospects/one@write.test', { Email: 'TWO@write.test', City: 'Pune' })
    expect(answer.status).toBe(409)
    expect((await scene.get('/prospects?Email=one@write.test')).body).not.toHaveProperty('City')
  })

  test('edition 2023 tells what was created', async () => {
    const answer = await scene.post('/prospects', { Email: 'new@write.test' }, { edition: '2023' })
    expect(answer.body).toEqual({
      status: true,
      details: {
        id: ID,
        email: 'new@write.test',
        prospectOwner: 'hello@klenty.com',
        source: 'api',
        status: 'Not Contacted',
      },
    })
    expect(
      (await scene.post('/prospects/new@write.test', { City: 'Pune' }, { edition: '2023' })).body,
    ).toEqual({ status: true })
  })

  test('of a bulk request each row succeeds or fails by itself', async () => {
    const rows = [
      { Email: 'bulk1@write.test' },
      { Email: 'nonsense' },
      { Email: 'new@write.test' },
      'text',
      {},
    ]
    for (const body of [rows, { Prospects: rows }]) {
      const answer = await scene.post('/prospects', body, { edition: '2023' })
      expect(answer.status).toBe(200)
      expect(answer.body.status).toBe(true)
      expect(answer.body.details).toEqual([
        { prospect: 'bulk1@write.test', status: Array.isArray(body) ? 'added' : 'exists' },
        { prospect: 'nonsense', status: expect.stringMatching(/^Email is not a valid mail address/) },
        { prospect: 'new@write.test', status: 'exists' },
        { prospect: '', status: expect.stringContaining('JSON object') },
        { prospect: '', status: expect.stringMatching(/^Email is missing/) },
      ])
    }
    expect((await scene.post('/prospects', [{ Email: 'bulk2@write.test' }])).body).toEqual({ Status: true })
    expect((await scene.get('/prospects?Email=bulk2@write.test')).status).toBe(200)
  })

  test('a bulk request of which nothing could be taken is an error with a reason for each', async () => {
    const answer = await scene.post('/prospects', [{ Email: 'x' }, {}])
    expect(answer.status).toBe(400)
    expect(answer.body.Status).toBe(false)
    expect(
      answer.body.errors.map(({ errorMessage }: { errorMessage: string }) => errorMessage.slice(0, 13)),
    ).toEqual(['Prospects[0]:', 'Prospects[1]:'])
  })

  test.each([
    ['{"Email":"a@b.co",}', /line 1, column 19/],
    ['', /Email|JSON object/],
    ['"text"', /JSON object/],
    ['{}', /^Email is missing/],
    [{ Email: 'nonsense' }, /^Email is not a valid mail address/],
    [{ Email: { a: 1 } }, /^Email must be a text/],
    [{ Email: 'a@b.co', FirstName: 'A\r\nBcc: x@y.z' }, /^FirstName/],
    [{ Email: 'a@b.co\r\nBcc: x@y.z' }, /^Email/],
    [{ Email: 'a@b.co', FirstName: 'x'.repeat(1001) }, /^FirstName/],
    [{ Email: 'a@b.co', FirstName: '\u0000' }, /^FirstName holds a NUL/],
    [{ Email: 'a@b.co', CustomFields: 'x' }, /^CustomFields/],
    [{ Email: 'a@b.co', Owner: 'nobody@klenty.com' }, /^Owner/],
    [[], /^Prospects is an empty list/],
    [{ Prospects: {} }, /^Prospects must be a list/],
    [Array.from({ length: 101 }, (_, index) => ({ Email: `${index}@b.co` })), /at most 100/],
  ])('POST /prospects with %j is a 400', async (body, message) => {
    const answer = await scene.post('/prospects', body)
    expect(answer.status).toBe(400)
    expect(answer.body.message).toMatch(message)
    expect((await scene.get('/prospects?Email=a@b.co')).status).toBe(404)
  })

  test('a megabyte is a 413', async () => {
    const answer = await scene.post('/prospects', { Email: 'a@b.co', FirstName: 'x'.repeat(1024 * 1024) })
    expect(answer.status).toBe(413)
    expect(answer.body.errors[0].code).toBe('too_large')
  })

  test('JSON is read whatever its content type says', async () => {
    for (const type of [
      'application/x-www-form-urlencoded',
      'text/plain',
      'application/json; charset=utf-8',
      undefined,
    ]) {
      const answer = await scene.server.inject({
        method: 'POST',
        url: '/apis/v1/user/hello@klenty.com/prospects',
        headers: { 'x-api-key': scene.apiKey, ...(type && { 'content-type': type }) },
        payload: '{"Email":"type@write.test"}',
      })
      expect(answer.json(), String(type)).toEqual({ Status: true })
    }
  })
})

describe('who may be mailed', () => {
  const statusOf = async (email: string) =>
    (await scene.get(`/prospects/${email}/status`)).body.prospectStatus

  test('unsubscribe, do not contact and back, each with the address in path or body', async () => {
    for (const [index, path] of ['/prospects/unsubscribe', '/prospects/:email/unsubscribe'].entries()) {
      const email = `u${index}@permission.test`
      await scene.post('/prospects', { Email: email })
      const inPath = path.includes(':email')
      const answer = await scene.post(path.replace(':email', email), inPath ? '' : { Email: email })
      expect(answer.body).toEqual({ Status: true })
      expect(await statusOf(email)).toBe('Unsubscribed')
    }
    await scene.post('/prospects', { Email: 'dnc@permission.test' })
    expect(
      (await scene.post('/prospects/changeStatusToDoNotContact', { Email: 'dnc@permission.test' })).status,
    ).toBe(200)
    expect(await statusOf('dnc@permission.test')).toBe('DoNotContact')
    expect((await scene.post('/prospects/dnc@permission.test/revertstatustodonotcontact')).status).toBe(200)
    expect(await statusOf('dnc@permission.test')).toBe('Not Contacted')
  })

  test('path and body that name two people are refused', async () => {
    const answer = await scene.post('/prospects/u0@permission.test/stop', { Email: 'u1@permission.test' })
    expect(answer.status).toBe(400)
    expect(
      (await scene.post('/prospects/u0@permission.test/stop', { Email: 'mailto:U0@permission.test' })).status,
    ).toBe(200)
  })

  test('unknown people are a 404, and nobody named is a 400', async () => {
    for (const action of [
      'unsubscribe',
      'stop',
      'changeStatusToDoNotContact',
      'revertStatusToDoNotContact',
    ]) {
      expect((await scene.post(`/prospects/${action}`, { Email: 'nobody@permission.test' })).status).toBe(404)
      expect((await scene.post(`/prospects/nobody@permission.test/${action}`)).status).toBe(404)
      expect((await scene.post(`/prospects/${action}`, '')).status).toBe(400)
    }
    expect((await scene.post('/prospects/nobody@permission.test/removeTags', { tag: ['a'] })).status).toBe(
      404,
    )
    expect((await scene.post('/prospects/u0@permission.test/removeTags', {})).status).toBe(400)
    expect((await scene.get('/prospects/nobody@permission.test/status')).status).toBe(404)
    expect((await scene.get(`/prospects/${'0'.repeat(24)}/status`)).status).toBe(404)
    expect((await scene.post('/prospects/nobody@permission.test', { City: 'Pune' })).status).toBe(404)
  })
})

describe('around the routes', () => {
  test('keys, users, paths and methods that are wrong get the one shape of errors', async () => {
    const shape = {
      Status: false,
      status: false,
      message: expect.any(String),
      errors: [{ code: expect.any(String), errorCode: expect.any(String), errorMessage: expect.any(String) }],
    }
    const noKey = await scene.get('/lists', { key: 'wrong' })
    expect([noKey.status, noKey.body.errors[0].code]).toEqual([401, 'invalidAPIKey'])
    const answers = [
      noKey,
      await scene.get('/lists', { user: 'other@nowhere.test' }),
      await scene.get('/nothing'),
      await scene.get('/stopCadence'),
      await scene.get('/prospects/%zz/status'),
    ]
    expect(answers.map(({ status }) => status)).toEqual([401, 403, 404, 405, 400])
    for (const { body } of answers) expect(body).toEqual(shape)
  })

  test('nothing of another company is seen or changed', async () => {
    const other = await scene.accounts.addUser({ company: 'Other', email: 'spy@other.test' })
    const asOther = { key: other.apiKey, user: 'spy@other.test' }
    await scene.post('/prospects', { Email: 'secret@klenty.test', List: 'Secret' })
    const { Id } = (await scene.get('/prospects?Email=secret@klenty.test')).body
    const statuses = [
      await scene.get('/prospects?Email=secret@klenty.test', asOther),
      await scene.get(`/prospects/${Id}/status`, asOther),
      await scene.get('/prospects?listName=Secret', asOther),
      await scene.post(`/prospects/${Id}`, { City: 'X' }, asOther),
      await scene.post(`/prospects/${Id}/unsubscribe`, '', asOther),
      await scene.post(`/prospects/${Id}/removeTags`, { tag: 'a' }, asOther),
    ].map(({ status }) => status)
    expect(statuses).toEqual([404, 404, 404, 404, 404, 404])
    expect((await scene.get('/prospects', asOther)).body).toEqual([])
    expect((await scene.get('/lists', asOther)).body).toEqual([{ Id: ID, name: 'default' }])
  })

  test('edition 2023 writes lists with a small id', async () => {
    const { body } = await scene.get('/lists', { edition: '2023' })
    expect(body).toContainEqual({ id: ID, name: 'default' })
  })
})
