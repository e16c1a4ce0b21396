import { afterAll, beforeAll, expect, test } from 'vitest'
import { type AppApiScene, appApiScene } from '#test/app-api-scene.ts'

let scene: AppApiScene
beforeAll(async () => {
  scene = await appApiScene()
  await scene.post('/prospects', { email: 'ann@b.test', customFields: { 'Plan level': 'Gold' } })
})
afterAll(() => scene.close())

test('the menu of variables has the fields of prospects, custom ones, owner and sender', async () => {
  const { body } = await scene.get('/mails/variables')
  const names = body.variables.map(({ name, of }: { name: string; of: string }) => `${of} ${name}`)
  expect(names).toEqual(
    expect.arrayContaining([
      'prospect FirstName',
      'custom Plan level',
      'owner OwnerName',
      'sender Signature',
    ]),
  )
})

test('a mail is checked with what the company has', async () => {
  const rulesOf = async (body: string) =>
    (await scene.post('/mails/check', { subject: 'Hello', body })).body.findings.map(
      ({ rule }: { rule: string }) => rule,
    )
  expect(await rulesOf('Hi {{ PlanLevel | default: "you" }}')).toEqual([])
  expect(await rulesOf('Hi {{ PlanLevel }}')).toEqual(['no-default'])
  expect(await rulesOf('Hi {{ Nonsense | default: "you" }}')).toEqual(['unknown-variable'])
  expect(await rulesOf('Hi {{ broken')).toEqual([])
})

test('the draft of a cadence is checked whole, with places', async () => {
  const mail = (body: string) => ({
    kind: 'mail',
    options: [{ template: 'A', weight: 1, subject: 'Hi', body }],
  })
  const { body: made } = await scene.post('/cadences', {
    name: 'Checked',
    definition: {
      settings: { stopOn: { reply: false }, unsubscribe: false },
      steps: [mail('Hi {{ FirstName }'), mail('Hello <a href="bit.ly/x">x</a>')],
    },
  })
  const { body } = await scene.get(`/cadences/${made.id}/checks`)
  expect(body.mistakes).toEqual([{ path: 'steps[0].mail[0].body', message: expect.any(String) }])
  expect(body.findings.map(({ path, rule }: { path: string; rule: string }) => `${path} ${rule}`)).toEqual([
    'settings.stopOn.reply no-stop-on-reply',
    'steps[0].mail[0].body no-unsubscribe',
    'steps[0].mail[0].body placeholder',
    'steps[1] no-wait',
    'steps[1].mail[0].body no-unsubscribe',
    'steps[1].mail[0].body broken-link',
  ])
  expect(await scene.refused('GET', `/cadences/${'0'.repeat(24)}/checks`)).toMatchObject({ status: 404 })
})
