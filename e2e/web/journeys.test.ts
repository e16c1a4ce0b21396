import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { expectAccessible } from './expect-accessible.ts'
import { type WebScene, webScene } from './web-scene.ts'

let scene: WebScene
/** The page of a journey that runs. */
let welcome: string

const WELCOME = `name: Welcome
start: greet
nodes:
  greet:
    mail: { template: Greeting, subject: 'Welcome to {{ Company }}', body: Hello }
    next: has a name
  has a name:
    if: { field: { name: FirstName, isSet: true } }
    yes: done
    no: done
  done: end
`

beforeAll(async () => {
  scene = await webScene({ mayReach: () => true })
  await scene.call('ada', 'POST', '/mailboxes', {
    from: 'Ada Admin <ada@acme.test>',
    smtp: 'smtp://127.0.0.1:9',
  })
  const people = [
    { email: 'ann@north.test', firstName: 'Ann', company: 'Northwind' },
    { email: 'bob@con.test', firstName: '<img src=x onerror="document.title=1">Bob' },
    { email: 'cleo@fab.test', company: 'Fabrikam' },
  ]
  for (const person of people) await scene.call('ada', 'POST', '/prospects', { ...person, list: 'Fair' })
  const { companyId, userId } = scene.user('ada')
  const { sequenceId } = await scene.app.sequences.importJourneyFile({
    ...{ companyId, userId, text: WELCOME, publish: true },
  })
  welcome = `/journeys/${sequenceId}`
})
afterAll(() => scene.close())

const add = async (page: Page, where: string, kind: string): Promise<void> => {
  await page.getByRole('button', { name: where }).click()
  await page.getByRole('menuitem', { name: kind, exact: true }).click()
  await page.getByRole('dialog').getByLabel('Name').waitFor()
}
const saved = (page: Page) => page.getByRole('status').getByText('Saved').waitFor()
const closeNode = (page: Page) =>
  page.getByRole('dialog').getByRole('button', { name: 'Close', exact: true }).last().click()

test('a journey is put together, shows its problems on their nodes, and is published', async () => {
  const page = await scene.open('ada', '/journeys')
  await page.getByRole('link', { name: 'Welcome' }).waitFor()
  await expectAccessible(page)
  await page.getByRole('button', { name: 'New journey' }).click()
  await page.getByRole('menuitem', { name: 'Empty' }).click()
  await page.getByLabel('Name').fill('Win back')
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { level: 1, name: 'Win back' }).waitFor()

  // On the picture a node is added on the way from the start to the end.
  await add(page, 'Add a node here', 'Mail')
  await closeNode(page)
  await page.getByText('List', { exact: true }).click()
  await add(page, 'Add a node after Mail, Then', 'Question: yes or no')
  await page.getByRole('dialog').getByRole('combobox', { name: 'Asks whether' }).click()
  await page.getByRole('option', { name: 'A field of his' }).click()
  await page.getByRole('dialog').getByLabel('Field', { exact: true }).fill('Company')
  await page.keyboard.press('Escape')
  await closeNode(page)
  await saved(page)

  await page.getByRole('button', { name: 'Publish' }).click()
  await page.getByRole('dialog').getByText('Mend this first').waitFor()
  await page.getByRole('dialog').getByRole('button', { name: 'Close', exact: true }).last().click()
  const mail = page
    .getByRole('list', { name: 'Nodes' })
    .getByRole('listitem')
    .filter({ hasText: 'Mail · Mail' })
  await mail.getByLabel('Problem').first().waitFor()
  await expectAccessible(page)

  await mail.getByRole('button').first().click()
  await page.getByRole('dialog').getByLabel('Subject').fill('Welcome to {{ Company }}')
  await page.getByRole('dialog').getByRole('textbox', { name: 'Text of the mail' }).click()
  await page.keyboard.type('Hello')
  await expectAccessible(page)
  await closeNode(page)
  await page.getByRole('button', { name: 'Publish' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Publish' }).click()
  await page.getByText('“Win back” is running.').waitFor()
  await page.getByText('Picture', { exact: true }).click()
  await page.getByText('Company is filled in?').waitFor()
  await expectAccessible(page)
})

test('a node that is deleted comes back', async () => {
  const page = await scene.open('ada', `${welcome}?show=list`)
  const question = page.getByRole('button', { name: /Question · has a name/ })
  await question.click()
  await page.getByRole('button', { name: 'Delete the node' }).click()
  await question.waitFor({ state: 'detached' })
  await page.getByRole('button', { name: 'Undo' }).click()
  await question.waitFor()
  await saved(page)
})

test('a journey is copied from its menu, renamed, and given to somebody else', async () => {
  const page = await scene.open('ada', '/journeys')
  await page.getByRole('button', { name: 'More for Welcome', exact: true }).click()
  await page.getByRole('menuitem', { name: 'Duplicate' }).click()
  await page.getByRole('heading', { level: 1, name: 'Welcome (copy)' }).waitFor()
  await page.getByRole('button', { name: 'More for Welcome (copy)' }).click()
  await page.getByRole('menuitem', { name: 'Rename' }).click()
  await page.getByRole('dialog').getByLabel('Name').fill('Rob’s welcome')
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { level: 1, name: 'Rob’s welcome' }).waitFor()
  await page.getByRole('button', { name: 'More for Rob’s welcome' }).click()
  await page.getByRole('menuitem', { name: 'Give to somebody else' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('combobox', { name: 'Owner' }).click()
  await page.getByRole('option', { name: /rob@acme.test/ }).click()
  await expectAccessible(page)
  await dialog.getByRole('button', { name: 'Give it' }).click()
  await page.getByText('“Rob’s welcome” has another owner.').waitFor()
  const { items } = Object(await scene.call('ada', 'GET', '/journeys?search=Rob'))
  expect(items).toMatchObject([{ ownerEmail: 'rob@acme.test', state: 'draft' }])
})

test('a start tells its days before it, and then everybody is told of and can be paused', async () => {
  const page = await scene.open('ada', `${welcome}?tab=prospects`)
  await page.getByText('Nobody has been started yet').waitFor()
  await page.getByRole('button', { name: 'Start a list' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('combobox', { name: 'List' }).click()
  await page.getByRole('option', { name: 'Fair' }).click()
  await dialog.getByText('All 3 prospects start. 2 mails go').waitFor()
  await dialog.getByText('Company is missing', { exact: false }).waitFor()
  await dialog.getByRole('img', { name: /^2 mails/ }).waitFor()
  await expectAccessible(page)
  await dialog.getByRole('button', { name: 'Start 3 prospects' }).click()
  await page.getByText('3 prospects started.').waitFor()

  const table = page.getByRole('table', { name: 'Prospects in it' })
  await table.getByText('<img src=x onerror="document.title=1">Bob').waitFor()
  expect(await page.title()).toBe('Welcome · Cadenza')
  await expectAccessible(page)
  await page.getByLabel('Choose ann@north.test').check()
  await page.getByRole('button', { name: 'Pause', exact: true }).last().click()
  await page.getByRole('menuitem', { name: 'Until resumed' }).click()
  await page.getByText('1 prospect paused.').waitFor()
  await page.getByText('Paused 1', { exact: true }).click()
  await page.waitForURL(/phase=paused/)
  await expect.poll(() => table.getByRole('row').count()).toBe(2)
  await page.getByRole('button', { name: 'Undo' }).click()
  await page.getByText('Nobody is in this state').waitFor()
})

test('on a phone a journey is a list, and nothing is wider than the phone', async () => {
  const page = await scene.open('ada', welcome, 360)
  await page.getByRole('list', { name: 'Nodes' }).waitFor()
  expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(360)
  await page.getByRole('tab', { name: 'Prospects' }).click()
  await page.getByRole('table', { name: 'Prospects in it' }).waitFor()
  expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(360)
})
