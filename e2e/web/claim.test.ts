import { afterAll, beforeAll, expect, test } from 'vitest'
import { expectAccessible } from './expect-accessible.ts'
import { type WebScene, webScene } from './web-scene.ts'

let scene: WebScene
beforeAll(async () => {
  scene = await webScene({}, { people: [] })
})
afterAll(() => scene.close())

test('the printed link makes the first user, who stands signed in at the beginning; then it is dead', async () => {
  const link = (await scene.app.accounts.claimPath()) ?? ''
  const wrong = await scene.openSignedOut(`${link}x`)
  await wrong.getByRole('heading', { name: 'This link is not valid' }).waitFor()

  const page = await scene.openSignedOut(link, 360)
  await page.getByLabel('Your name').fill('Ann Berg')
  await page.getByLabel('Company').fill('Acme')
  await page.getByLabel('Mail address').fill('ann@acme.test')
  await page.getByLabel('Password', { exact: true }).fill('short')
  await expectAccessible(page)
  await page.keyboard.press('Enter')
  await page.getByText('The password must have at least 10 characters.').waitFor()
  await page.getByLabel('Password', { exact: true }).fill('correct horse 42')
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: 'Cadenza is yours' }).waitFor()
  expect(await page.locator('.mantine-Code-root').textContent()).toMatch(/^cdz_/)
  await expectAccessible(page)
  await page.getByRole('link', { name: 'Go on' }).click()
  await page.getByRole('button', { name: 'Navigation', exact: true }).waitFor()

  await wrong.goto(link)
  await wrong.getByRole('heading', { name: 'This instance has been claimed' }).waitFor()
})
