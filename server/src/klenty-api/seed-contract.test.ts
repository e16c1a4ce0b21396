import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestDatabase } from '#test/database.ts'
import { type KlentyScene, klentyScene } from './klenty-scene.ts'

// The samples of the document that the API was made from: requests as printed, whole answers compared; only generated ids are free.

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

const STEVE = {
  Country: 'India',
  City: 'Chennai',
  CompanyPhone: '030-22558899',
  CompanyEmail: 'steve@klenty.com',
  Email: 'steve@tutecircle.com',
  Phone: '987456321',
  Title: 'Test ANalyst',
  CompanyDomain: 'klenty.com',
  Company: 'Klenty',
  Department: 'Testing',
  LastName: 'Maher',
  FirstName: 'Steve',
  FullName: 'Steve Maher',
}

test('create a prospect and get it by mail', async () => {
  expect(await scene.post('/prospects', STEVE)).toMatchObject({ status: 200, body: { Status: true } })
  const answer = await scene.get('/prospects?Email=steve@tutecircle.com')
  expect(answer.status).toBe(200)
  expect(answer.body).toEqual({ Id: ID, ...STEVE, assignTo: 'hello@klenty.com' })
  expect(Object.keys(answer.body)).toEqual([
    ...['Id', 'Country', 'City', 'CompanyPhone', 'CompanyEmail', 'Email', 'Phone', 'Title', 'CompanyDomain'],
    ...['Company', 'Department', 'LastName', 'FirstName', 'FullName', 'assignTo'],
  ])
})

test('the sample of Create Prospects, with every key it has', async () => {
  const sample = {
    Email: 'mailto:hello@klenty.com',
    FirstName: 'Hello',
    Phone: '951357654',
    Company: 'Klenty',
    FullName: 'Hello Klenty',
    LastName: 'Klenty',
    MiddleName: 'Test',
    Department: 'Testing',
    CompanyDomain: 'klenty.com',
    CompanyURL: 'www.klenty.com',
    Title: 'Tester',
    Location: 'Chennai Area',
    City: 'Chennai',
    Country: 'India',
    List: 'list1',
    Tags: 'tag1',
  }
  expect((await scene.post('/prospects', sample)).body).toEqual({ Status: true })
  const { List: _list, Tags: _tags, ...shown } = sample
  expect((await scene.get('/prospects?Email=hello@klenty.com')).body).toEqual({
    Id: ID,
    ...shown,
    Email: 'hello@klenty.com',
    assignTo: 'hello@klenty.com',
  })
})

test('update a prospect: the given keys change, the address too', async () => {
  await scene.post('/prospects', {
    Email: 'old@klenty.com',
    FirstName: 'Hello',
    City: 'Madras',
    List: 'before',
  })
  const change = {
    Email: 'hello1@klenty.com',
    FirstName: 'Hello1',
    Phone: '951357654',
    Company: 'Klenty1',
    FullName: 'Hello Klenty1',
    LastName: 'Klenty1',
    MiddleName: 'Test1',
    Department: 'Testing1',
    CompanyDomain: 'klenty1.com',
    CompanyURL: 'www.klenty1.com',
    Title: 'Tester1',
    Location: 'Chennai Area1',
    Country: 'India1',
    List: 'list1',
    Tags: 'tag1',
  }
  expect((await scene.post('/prospects/old@klenty.com', change)).body).toEqual({ Status: true })
  const { List: _list, Tags: _tags, ...shown } = change
  expect((await scene.get('/prospects?Email=hello1@klenty.com')).body).toEqual({
    Id: ID,
    ...shown,
    City: 'Madras',
    assignTo: 'hello@klenty.com',
  })
  expect((await scene.get('/prospects?Email=old@klenty.com')).status).toBe(404)
})

test('prospects of a list: seven keys, in the order of their ids', async () => {
  await scene.post('/prospects', {
    Email: 'mail207@gmail.com',
    FirstName: 'name118',
    LastName: 'lastname118',
    List: 'csvlist1',
  })
  await scene.post('/prospects', {
    Email: 'mailto:hello1@hello.com',
    Phone: '+91-9513574560',
    LastName: 'lastname4',
    FirstName: 'fanme4',
    Title: 'not shown',
    List: 'csvlist1',
  })
  await scene.post('/prospects', { Email: 'bare@hello.com', List: 'csvlist1' })
  const answer = await scene.get('/prospects?listName=csvlist1')
  expect(answer.body).toEqual([
    {
      Id: ID,
      Email: 'mail207@gmail.com',
      LastName: 'lastname118',
      FirstName: 'name118',
      FullName: 'name118 lastname118',
      assignTo: 'hello@klenty.com',
    },
    {
      Id: ID,
      Email: 'hello1@hello.com',
      Phone: '+91-9513574560',
      LastName: 'lastname4',
      FirstName: 'fanme4',
      FullName: 'fanme4 lastname4',
      assignTo: 'hello@klenty.com',
    },
    { Id: ID, Email: 'bare@hello.com', assignTo: 'hello@klenty.com' },
  ])
})

test('status by mail and by id, whatever the case of the user in the path', async () => {
  const nothingYet = { cadenceStatus: 'No active cadence', prospectStatus: 'Not Contacted' }
  const byMail = await scene.get('/prospects/steve@tutecircle.com/status', { user: 'HELLO@KLENTY.com' })
  expect(byMail.body).toEqual(nothingYet)
  const { Id } = (await scene.get('/prospects?Email=steve@tutecircle.com')).body
  expect((await scene.get(`/prospects/${Id}/status`)).body).toEqual(nothingYet)
  scene.engine.status = 'in_cadence'
  expect((await scene.get(`/prospects/${Id}/status`)).body.cadenceStatus).toBe('In Cadence')
  scene.engine.status = null
})

test('add a list, tags and custom fields, by the samples', async () => {
  const base = { Email: 'hello1@klenty.com', FirstName: 'Hello1' }
  for (const more of [
    { List: 'list1' },
    { Tags: 'tag1' },
    { Tags: 'tag1|tag2' },
    {
      CustomFields: [
        { key: 'customfield1', value: 'value1' },
        { key: 'customfield2', value: 'value2' },
      ],
    },
  ])
    expect((await scene.post('/prospects', { ...base, ...more })).body).toEqual({ Status: true })
  const { companyId } = scene
  expect(await scene.prospects.findByEmail({ companyId, email: 'hello1@klenty.com' })).toMatchObject({
    list: 'list1',
    tags: ['tag1', 'tag2'],
    customFields: { customfield1: 'value1', customfield2: 'value2' },
  })
})

test('lists of the user', async () => {
  const { body } = await scene.get('/lists')
  expect(body).toContainEqual({ Id: ID, name: 'default' })
  expect(body).toContainEqual({ Id: ID, name: 'list1' })
  expect(body.every((list: object) => Object.keys(list).join() === 'Id,name')).toBe(true)
})

test('cadences of the company and of a user are lists of names', async () => {
  const other = await scene.accounts.addUser({ company: 'Klenty', email: 'test16@gmail.com' })
  await scene.addCadence('call test')
  await scene.addCadence('tasks&mails', { userId: other.userId })
  await scene.addCadence('never published', { publish: false })
  expect((await scene.get('/cadences')).body).toEqual(['call test', 'tasks&mails'])
  expect((await scene.get('/cadences?username=test16@gmail.com')).body).toEqual(['tasks&mails'])
})

test('start, stop and resume a cadence, stop mails, unsubscribe', async () => {
  const { sequenceId } = await scene.addCadence('Cadence1')
  const { Id } = (await scene.get('/prospects?Email=steve@tutecircle.com')).body
  const steve = { Email: 'steve@tutecircle.com' }
  const { companyId, userId, engine } = scene
  engine.calls.length = 0
  for (const path of ['/cadences/start', '/startcadence'])
    expect((await scene.post(path, { ...steve, cadenceName: 'Cadence1' })).body).toEqual({ Status: true })
  for (const path of ['/stopCadence', '/resumeCadence', '/prospects/stop'])
    expect((await scene.post(path, steve)).body).toEqual({ Status: true })
  const who = { companyId, userId, prospectIds: [Id] }
  expect(engine.calls).toEqual([
    { name: 'start', input: { ...who, sequenceId } },
    { name: 'start', input: { ...who, sequenceId } },
    { name: 'stop', input: { ...who, kind: 'cadence' } },
    { name: 'resume', input: { ...who, kind: 'cadence' } },
    { name: 'stopMails', input: who },
  ])
  expect((await scene.post('/prospects/unsubscribe', steve)).body).toEqual({ Status: true })
  expect((await scene.get('/prospects/steve@tutecircle.com/status')).body.prospectStatus).toBe('Unsubscribed')
})
