import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { NewEvent } from '#modules/events/index.ts'
import { type WebhooksScene, webhooksScene } from '../webhooks-scene.ts'

const ID = expect.stringMatching(/^[0-9a-f]{24}$/)
let scene: WebhooksScene
beforeAll(async () => {
  scene = await webhooksScene()
})
afterAll(() => scene.drop())
beforeEach(async () => {
  await scene.db.query('DELETE FROM webhooks')
  await scene.db.query('DELETE FROM webhook_deliveries')
  await scene.db.query('DELETE FROM events')
})

const announced = async () => {
  const { rows } = await scene.db.query<{ event: string; body: string }>(
    'SELECT event, body FROM webhook_deliveries ORDER BY id',
  )
  return rows.map(({ event, body }) => ({ event, body: JSON.parse(body) }))
}
const namesOf = async () => (await announced()).map(({ event }) => event)

const addSequence = async (kind: 'cadence' | 'journey', name: string): Promise<string> => {
  const id = scene.newId()
  const { companyId, userId, db, clock } = scene
  await db.query(
    `INSERT INTO sequences (company_id, id, kind, name, name_key, owner_id, created_at, updated_at)
     VALUES ($1, $2, $3, $4, lower($4), $5, $6, $6)`,
    [companyId, id, kind, name, userId, clock.now()],
  )
  await db.query(
    `INSERT INTO sequence_steps (company_id, sequence_id, step_id, kind, number) VALUES ($1, $2, 's1', 'mail', 2)`,
    [companyId, id],
  )
  return id
}

test('the body tells of the prospect, his cadence and what happened, flat, with nothing empty', async () => {
  const { db, companyId, ann } = scene
  const sequenceId = await addSequence('cadence', 'Welcome')
  await db.query(
    `UPDATE prospects SET first_name = 'Ann', last_name = 'Lee', full_name = 'Ann Lee', company = 'Zoo', company_domain = 'zoo.test',
       account = 'Zoo Inc', department = 'Cats', title = 'Keeper', location = 'Cage 3', phone = '1', twitter_id = '@ann',
       linkedin_url = 'linkedin.com/ann', company_email = 'info@zoo.test', company_phone = '2', city = 'Berlin', country = 'Germany',
       middle_name = 'M', custom_fields = '{"Animal":"tiger"}' WHERE company_id = $1 AND id = $2`,
    [companyId, ann],
  )
  for (const name of ['warm', 'Berlin']) {
    const tagId = scene.newId()
    await db.query('INSERT INTO tags VALUES ($1, $2, $3, lower($3))', [companyId, tagId, name])
    await db.query('INSERT INTO prospect_tags VALUES ($1, $2, $3)', [companyId, ann, tagId])
  }
  await scene.subscribe('click', 'example.com/hook')
  await scene.append({
    kind: 'clicked',
    sequenceId,
    stepId: 's1',
    data: { url: 'https://zoo.test/cats', machine: false },
  })
  expect(await announced()).toEqual([
    {
      event: 'onLinkClick',
      body: {
        fullName: 'Ann Lee',
        firstName: 'Ann',
        middleName: 'M',
        lastName: 'Lee',
        company: 'Zoo',
        companyDomain: 'zoo.test',
        account: 'Zoo Inc',
        department: 'Cats',
        title: 'Keeper',
        location: 'Cage 3',
        phone: '1',
        email: 'ann@zoo.test',
        twitterId: '@ann',
        linkedinURL: 'linkedin.com/ann',
        companyEmail: 'info@zoo.test',
        companyPhone: '2',
        city: 'Berlin',
        country: 'Germany',
        tags: 'Berlin,warm',
        list: 'default',
        event: 'onLinkClick',
        prospectOwner: 'steve@acme.test',
        cadenceOwner: 'steve@acme.test',
        cadenceName: 'Welcome',
        eventId: ID,
        occurredAt: scene.clock.now().toISOString(),
        stepNumber: 2,
        link: 'https://zoo.test/cats',
        customFields: { Animal: 'tiger' },
      },
    },
  ])
})

test('of a prospect with nothing but an address only that is told', async () => {
  await scene.subscribe('onUnsubscribe', 'example.com/hook')
  await scene.append({ kind: 'unsubscribed', prospectId: scene.bob, data: { source: 'link' } })
  const [{ body } = { body: {} }] = await announced()
  expect(Object.keys(body).sort()).toEqual(
    ['email', 'event', 'eventId', 'firstName', 'fullName', 'list', 'occurredAt', 'prospectOwner'].sort(),
  )
})

test.each<[string, Partial<NewEvent>, string[]]>([
  ['reply', { kind: 'replied', data: {} }, ['reply']],
  ['sendProspect', { kind: 'sent_to_webhook', data: {} }, ['sendProspect']],
  ['bounce', { kind: 'bounced', data: { hard: true } }, ['onMailBounce']],
  ['onMailBounce', { kind: 'bounced', data: { hard: false } }, []],
  ['onMailBounce', { kind: 'refused', data: { message: '550' } }, ['onMailBounce']],
  ['OPEN', { kind: 'opened', data: { machine: false } }, ['onMailOpen']],
  ['onMailOpen', { kind: 'opened', data: { machine: true } }, []],
  ['onLinkClick', { kind: 'clicked', data: { url: '', machine: true } }, []],
  ['unsubscribe', { kind: 'unsubscribed', data: { source: 'link' } }, ['onUnsubscribe']],
  ['opened', { kind: 'opened', data: { machine: true } }, ['opened']],
  ['tags_added', { kind: 'tags_added', data: { tags: ['a'] } }, ['tags_added']],
  ['tags_added', { kind: 'tags_removed', data: { tags: ['a'] } }, []],
  ['*', { kind: 'tags_added', data: { tags: ['a'] } }, ['tags_added']],
  ['*', { kind: 'opened', data: { machine: true } }, ['opened']],
  ['*', { kind: 'opened', data: { machine: false } }, ['onMailOpen']],
  ['startCadence', { kind: 'started', data: {} }, []],
])('whoever subscribed to %s is told of %j as %j', async (subscription, event, expected) => {
  await scene.subscribe(subscription, 'example.com/hook')
  await scene.append(event)
  expect(await namesOf()).toEqual(expected)
})

test('starts and ends are of cadences, the first reply of each prospect to each cadence', async () => {
  const cadence = await addSequence('cadence', 'One')
  const journey = await addSequence('journey', 'Two')
  for (const event of ['startCadence', 'completeCadence', 'onCadenceFirstReply', 'reply'])
    await scene.subscribe(event, 'example.com/hook')
  for (const sequenceId of [cadence, journey])
    await scene.append({ kind: 'started', sequenceId, data: {} }, { kind: 'completed', sequenceId, data: {} })
  expect(await namesOf()).toEqual(['startCadence', 'completeCadence'])
  await scene.db.query('DELETE FROM webhook_deliveries')
  const reply = { kind: 'replied', sequenceId: cadence, data: {} } as const
  await scene.append(reply, reply)
  await scene.append(reply)
  await scene.append({ ...reply, sequenceId: journey })
  await scene.append({ ...reply, prospectId: scene.bob })
  expect(await namesOf()).toEqual([
    ...['onCadenceFirstReply', 'reply', 'reply', 'reply', 'reply', 'onCadenceFirstReply', 'reply'],
  ])
})

test('an event of ours has its data, one of Klenty stays flat', async () => {
  await scene.subscribe('*', 'example.com/hook')
  await scene.append(
    { kind: 'task_done', data: { title: 'Call', outcome: 'yes' } },
    { kind: 'replied', data: { subject: 'Re: Hi' } },
  )
  const [task, reply] = await announced()
  expect(task?.body).toMatchObject({ event: 'task_done', data: { title: 'Call', outcome: 'yes' } })
  expect(reply?.body).toMatchObject({ event: 'reply', subject: 'Re: Hi' })
  expect(reply?.body).not.toHaveProperty('data')
})

test('what is undone is never announced, and a webhook that is off or of others hears nothing', async () => {
  const { webhook } = await scene.subscribe('*', 'example.com/hook')
  const { companyId } = scene
  const event = { kind: 'replied', occurredAt: scene.clock.now(), prospectId: scene.ann, data: {} } as const
  await expect(
    scene.db.transaction(async (tx) => {
      await scene.events.appendEvents(tx, companyId, [event])
      throw new Error('undone')
    }),
  ).rejects.toThrow('undone')
  expect(await announced()).toEqual([])
  await scene.events.appendEvents(scene.db, scene.newId(), [event])
  await scene.webhooks.updateWebhook({ companyId, webhookId: webhook.id, state: 'off' })
  await scene.append({})
  expect(await announced()).toEqual([])
  await scene.webhooks.updateWebhook({ companyId, webhookId: webhook.id, state: 'on' })
  await scene.append({})
  await scene.webhooks.removeWebhook({ companyId, webhookId: webhook.id })
  await scene.append({})
  expect(await namesOf()).toEqual(['reply'])
})

test('where nobody subscribed one short statement is all it costs', async () => {
  const statements: string[] = []
  const counting: typeof scene.db.query = (text, values) => {
    statements.push(text)
    return scene.db.query(text, values)
  }
  const event = { id: scene.newId(), kind: 'replied', occurredAt: scene.clock.now(), data: {} } as const
  await scene.webhooks.announce({ query: counting }, scene.companyId, [event])
  await scene.subscribe('tags_added', 'example.com/hook')
  await scene.webhooks.announce({ query: counting }, scene.companyId, [event])
  expect(statements).toHaveLength(2)
})
