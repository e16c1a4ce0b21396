import { afterAll, beforeAll, expect, test } from 'vitest'
import { expectAccessible } from './expect-accessible.ts'
import { PASSWORD, USERS, type WebScene, webScene } from './web-scene.ts'

let scene: WebScene
beforeAll(async () => {
  scene = await webScene()
})
afterAll(() => scene.close())

test('a deep link asks for a sign-in, says what was wrong, and comes back', async () => {
  const page = await scene.openSignedOut('/cadences?state=live')
  await page.getByRole('heading', { name: 'Sign in' }).waitFor()
  await expectAccessible(page)
  await page.getByLabel('Mail address').fill(USERS.rob.email)
  await page.getByLabel('Password', { exact: true }).fill('not his password')
  await page.keyboard.press('Enter')
  await page.getByRole('alert').getByText('Invalid email or password').waitFor()
  await page.getByLabel('Password', { exact: true }).fill(PASSWORD)
  await page.keyboard.press('Enter')
  await page.waitForURL(/\/cadences/)
  await page.getByRole('heading', { level: 1, name: 'Cadences' }).waitFor()
})

test('the keyboard leads everywhere', async () => {
  const page = await scene.open('ada', '/')
  await page.getByRole('navigation', { name: 'Main' }).waitFor()
  await page.keyboard.press('g')
  await page.keyboard.press('t')
  await page.getByRole('heading', { level: 1, name: 'Tasks' }).waitFor()
  expect(await page.title()).toBe('Tasks · Cadenza')
  await expect.poll(() => page.evaluate('document.activeElement.id'), { timeout: 10_000 }).toBe('page-title')

  await page.keyboard.press('Control+k')
  await page.getByPlaceholder(/Go to a page/).fill('template')
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { level: 1, name: 'Templates' }).waitFor()
  // Keys rest while it is there.
  await page.getByRole('dialog').waitFor({ state: 'detached' })

  await page.keyboard.press('?')
  await page.getByRole('dialog').getByText('Go to Prospects').waitFor()
  await page.keyboard.press('Escape')
  await page.getByRole('dialog').waitFor({ state: 'detached' })

  await page.reload()
  await page.getByRole('heading', { level: 1 }).waitFor()
  await page.keyboard.press('Tab')
  expect(await page.evaluate('document.activeElement.textContent')).toBe('Skip to the page')
})

test('an address that leads nowhere says so, in the shell', async () => {
  const page = await scene.open('ada', '/nothing/here')
  await page.getByText('There is nothing at this address').waitFor()
  await page.getByRole('navigation', { name: 'Main' }).waitFor()
  await expectAccessible(page)
})

test('home leads to the first mail, and then says what wants one', async () => {
  const page = await scene.open('ada', '/')
  await page.getByRole('heading', { name: 'Hello, Ada' }).waitFor()
  await page.getByText('0 of 4 done').waitFor()
  expect(await page.getByRole('link', { name: 'Connect a mailbox' }).getAttribute('href')).toBe(
    '/mailboxes/new',
  )
  await expectAccessible(page)
  const ann = await scene.call('ada', 'POST', '/prospects', { email: 'ann@example.com' })
  await scene.call('ada', 'POST', '/tasks', {
    ...{
      kind: 'call',
      title: 'Ring Ann',
      prospectId: Reflect.get(Object(ann), 'id'),
      dueAt: new Date().toISOString(),
    },
  })
  await page.reload()
  await page.getByText('1 of 4 done').waitFor()
  await page.getByRole('link', { name: /Tasks due\s*1/ }).waitFor()
})

test('the colours are chosen once and stay', async () => {
  const page = await scene.open('rita', '/')
  await page.getByRole('button', { name: /^Account of/ }).click()
  await page.getByText('Dark', { exact: true }).click()
  await page.locator('html[data-mantine-color-scheme=dark]').waitFor()
  await page.reload()
  await page.locator('html[data-mantine-color-scheme=dark]').waitFor()
})

test('on a phone the navigation opens over the page, and signing out ends the session', async () => {
  const page = await scene.open('mia', '/', 360)
  await page.getByRole('button', { name: 'Navigation', exact: true }).click()
  await page.getByRole('link', { name: 'Mailboxes' }).click()
  await page.waitForURL(/\/mailboxes/)
  expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(360)
  await page.getByRole('button', { name: 'Navigation', exact: true }).click()
  await page.getByRole('button', { name: /^Account of/ }).click()
  await page.getByRole('menuitem', { name: 'Sign out' }).click()
  await page.waitForURL(/\/sign-in/)
  await page.goto('/tasks')
  await page.waitForURL(/\/sign-in/)
})
