import { afterAll, beforeAll, expect, test } from 'vitest'
import { type WebScene, webScene } from './web-scene.ts'

let scene: WebScene
let prospectId: unknown
beforeAll(async () => {
  scene = await webScene()
  const made = await scene.call('ada', 'POST', '/prospects', { email: 'ann@example.test' })
  prospectId = typeof made === 'object' && made !== null ? Reflect.get(made, 'id') : undefined
})
afterAll(() => scene.close())

const addTask = (title: string) =>
  scene.call('ada', 'POST', '/tasks', { prospectId, kind: 'todo', title, dueAt: new Date() })

test('what changes elsewhere is on the page without a reload, in every tab', async () => {
  const page = await scene.open('ada', '/tasks')
  const second = await page.context().newPage()
  await second.goto('/tasks')
  await page.getByRole('heading', { level: 1, name: 'Tasks' }).waitFor()
  await second.getByRole('heading', { level: 1, name: 'Tasks' }).waitFor()
  await addTask('Ring the bell')
  for (const tab of [page, second]) await tab.getByText('Ring the bell').first().waitFor()

  // The tab that held the stream goes; the other takes over, and asks for what came between.
  await page.close()
  await addTask('Ring it again')
  await second.getByText('Ring it again').first().waitFor()
  expect(await second.getByText('out of reach').count()).toBe(0)
})
