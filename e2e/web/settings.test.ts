import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { totpOf } from '#modules/accounts/totp-of.ts'
import { expectAccessible } from './expect-accessible.ts'
import { PASSWORD, USERS, type WebScene, webScene } from './web-scene.ts'

let scene: WebScene
beforeAll(async () => {
  scene = await webScene()
})
afterAll(() => scene.close())

const signIn = async (page: Page, email: string, password = PASSWORD): Promise<void> => {
  await page.getByLabel('Mail address').fill(email)
  await page.getByLabel('Password', { exact: true }).fill(password)
  await page.getByRole('button', { name: 'Sign in' }).click()
}

test('who is invited comes in by the link, and sees only his own', async () => {
  await scene.call('ada', 'POST', '/prospects', { email: 'adas@zoo.test' })
  const page = await scene.open('ada', '/settings/team')
  await page.getByRole('button', { name: 'Invite', exact: true }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Mail address').fill(USERS.rob.email)
  await dialog.getByRole('button', { name: 'Invite' }).click()
  await dialog.getByText('belongs to the team already').waitFor()
  await dialog.getByLabel('Mail address').fill('nina@acme.test')
  await dialog.getByRole('button', { name: 'Invite' }).click()
  const link = (await dialog.getByText('/invitation/').textContent()) ?? ''
  await dialog.getByRole('button', { name: 'Done' }).click()
  await page.getByText('Its link ends').waitFor()
  await expectAccessible(page)

  const nina = await scene.openSignedOut(new URL(link).pathname)
  await nina.getByRole('heading', { name: 'Join Acme' }).waitFor()
  await expectAccessible(nina)
  await nina.getByLabel('Your name').fill('Nina <script>alert(1)</script>')
  await nina.getByLabel('Password', { exact: true }).fill('a password of her own')
  await nina.getByRole('button', { name: 'Join' }).click()
  await nina.getByRole('navigation', { name: 'Main' }).waitFor()
  expect(await nina.evaluate(`fetch('/api/v1/prospects').then((answer) => answer.json())`)).toMatchObject({
    items: [],
  })
  await nina.goto('/settings')
  await nina.getByRole('link', { name: /API keys/ }).waitFor()
  expect(await nina.getByRole('link', { name: /Webhooks|Audit log|Team/ }).count()).toBe(0)
  await nina.goto(new URL(link).pathname)
  await nina.getByRole('alert').getByText('not valid').waitFor()
})

test('a key is made, used and ended', async () => {
  const page = await scene.open('rob', '/settings/api-keys')
  await page.getByRole('heading', { level: 1, name: 'API keys' }).waitFor()
  await page.keyboard.press('n')
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Name').fill('CRM')
  await page.keyboard.press('Enter')
  const key = (await dialog.getByText(/^cdz_/).textContent()) ?? ''
  const use = () => fetch(`${scene.url}/api/v1/me`, { headers: { 'x-api-key': key } })
  expect(await (await use()).json()).toMatchObject({ email: USERS.rob.email, role: 'rep' })
  await dialog.getByRole('button', { name: 'I have kept it' }).click()
  await expectAccessible(page)
  await page.getByRole('button', { name: 'End CRM' }).click()
  await page.getByRole('button', { name: 'End key' }).click()
  await page.getByText('The key CRM works no more.').waitFor()
  expect((await use()).status).toBe(401)
})

test('a second factor is set up, asked for, and switched off', async () => {
  const page = await scene.open('rita', '/settings/security')
  await page.getByRole('button', { name: 'Set up' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Your password').fill('not her password')
  await page.keyboard.press('Enter')
  await dialog.getByText('This is not your password.').waitFor()
  await dialog.getByLabel('Your password').fill(PASSWORD)
  await page.keyboard.press('Enter')
  const key = ((await dialog.locator('pre').textContent()) ?? '').replaceAll(' ', '')
  const code = () => totpOf(`otpauth://totp/x?secret=${key}`, new Date())
  await dialog.getByRole('textbox').first().click()
  await page.keyboard.type(code())
  await dialog.getByRole('button', { name: 'I have kept them' }).waitFor()
  await expectAccessible(page)
  await dialog.getByRole('button', { name: 'I have kept them' }).click()
  await page.getByText('Switched on', { exact: true }).waitFor()

  const other = await scene.openSignedOut('/settings/security')
  await signIn(other, USERS.rita.email)
  await other.getByLabel('Code of six digits').fill(code())
  await other.getByRole('button', { name: 'Sign in' }).click()
  await other.getByText('Switched on').waitFor()
  await other.getByRole('button', { name: 'Switch off' }).click()
  await other.getByLabel('Your password').fill(PASSWORD)
  await other.getByRole('dialog').getByRole('button', { name: 'Switch off' }).click()
  await other.getByText('The second factor is switched off.').waitFor()
})

test('every page of the settings is there, for everybody to read', async () => {
  const { id } = Object(
    await scene.call('ada', 'POST', '/webhooks', { url: 'https://hooks.acme.test/in', event: '*' }),
  )
  await scene.call('ada', 'POST', `/webhooks/${id}/test`)
  await scene.call('ada', 'POST', '/suppressions/many', { text: '<b>x</b>@acme.test\nann@rival.test' })
  await scene.call('ada', 'POST', '/holiday-calendars', { name: 'Berlin', country: 'DE' })
  const wrong: string[] = []
  for (const [name, text] of [
    ['', 'Who changed what'],
    ['profile', 'Your telephone'],
    ['webhooks', 'hooks.acme.test'],
    [`webhooks/${id}`, 'Deliveries'],
    ['holidays', 'Germany'],
    ['suppressions', 'ann@rival.test'],
    ['fields', 'default'],
    ['calls', 'Add outcome'],
    ['unsubscribe-page', 'Preview'],
    ['company', 'Mails leave'],
    ['export', 'Download'],
    ['audit-log', 'Added a webhook'],
  ] as const) {
    const page = await scene.open('ada', `/settings/${name}`)
    await page.getByText(text).first().waitFor()
    await expectAccessible(page)
    if (!(await page.title()).endsWith('· Cadenza')) wrong.push(name)
    await page.close()
  }
  expect(wrong).toEqual([])
})

test('the words of the unsubscribe page are seen before they are saved', async () => {
  const page = await scene.open('ada', '/settings/unsubscribe-page')
  await page.getByLabel('Question').fill('No more from {name}?')
  const frame = page.frameLocator('iframe')
  await frame.getByText('No more from Acme?').waitFor()
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByText('The page is saved.').waitFor()
  expect(await scene.call('ada', 'GET', '/settings')).toMatchObject({
    unsubscribePage: { question: 'No more from {name}?', title: null },
  })
})
