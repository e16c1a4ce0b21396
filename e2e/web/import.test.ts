import { afterAll, beforeAll, expect, test } from 'vitest'
import { expectAccessible } from './expect-accessible.ts'
import { type WebScene, webScene } from './web-scene.ts'

const FILE = [
  'Adresse;Vorname;Firma;Branche;Tags',
  'ann@northwind.test;Anna;Northwind;Shipping;',
  'bob@contoso.test;Bob;Contoso;;',
  'cleo@fabrikam.test;<script>document.title="broken"</script>;Fabrikam;Steel;hot',
  'nobody;Nobody;;;',
].join('\n')

let scene: WebScene
beforeAll(async () => {
  scene = await webScene()
  const save = (body: object) => scene.call('ada', 'POST', '/prospects', body)
  await save({ email: 'ann@northwind.test', firstName: 'Ann', company: 'Northwind', list: 'Leads' })
  await save({
    email: 'bob@contoso.test',
    firstName: 'Bob',
    company: 'Contoso',
    list: 'Leads',
    tags: ['2026'],
  })
})
afterAll(() => scene.close())

test('a file is dropped, mapped, looked at, imported, and its rejected rows are handed back', async () => {
  const page = await scene.open('ada', '/prospects/import')
  await page.getByText('Earlier imports').waitFor()
  // While a preview is made anew, the one before is dimmed.
  await page.locator('[class*="_old_"]').waitFor({ state: 'detached' })
  await expectAccessible(page)
  await page
    .locator('input[type=file]')
    .setInputFiles({ name: 'Leads.csv', mimeType: 'text/csv', buffer: Buffer.from(FILE) })
  await page.waitForURL(/upload=[0-9a-f]{24}/)

  // The column of addresses has a name that nobody knows: nothing can start before it is chosen.
  await page.getByText('Choose above which column holds the mail addresses.').waitFor()
  expect(await page.getByRole('button', { name: 'Start the import' }).isDisabled()).toBe(true)
  await page.getByRole('combobox', { name: 'Where Adresse goes' }).fill('Email')
  await page.getByRole('option', { name: 'Email', exact: true }).click()
  const rows = page.getByRole('list', { name: 'First rows' })
  await rows.getByText('ann@northwind.test').waitFor()
  await page.getByRole('combobox', { name: 'Tags', exact: true }).fill('2026')
  await page.keyboard.press('Enter')
  await page.getByText('The first 4: 1 add, 1 update, 1 unchanged, 1 reject.').waitFor()
  await rows.getByText('Anna').waitFor()
  await rows.getByText('<script>document.title="broken"</script> · Fabrikam · Steel').waitFor()
  // While a preview is made anew, the one before is dimmed.
  await page.locator('[class*="_old_"]').waitFor({ state: 'detached' })
  await expectAccessible(page)

  await page.getByRole('button', { name: 'Start the import' }).click()
  await page.waitForURL(/\/prospects\/imports\//)
  await page.getByText('Waiting').waitFor()
  await scene.jobs.drain()
  await page.getByText('1 rejected').waitFor()
  const rejected = page.getByRole('list', { name: 'Rejected rows' })
  await rejected.getByText(/not a valid mail address/).waitFor()
  await expectAccessible(page)

  const downloading = page.waitForEvent('download')
  await page.getByRole('link', { name: 'Download' }).click()
  expect((await downloading).suggestedFilename()).toMatch(/^rejected-.*\.csv$/)
  expect(await scene.call('ada', 'GET', '/prospects/bob@contoso.test')).toMatchObject({
    list: 'Leads',
    tags: ['2026'],
  })
  await page.getByRole('link', { name: 'Imports' }).click()
  await page.getByRole('link', { name: 'Leads.csv' }).waitFor()
})

test('what is no such file is refused in words, before it is sent and after', async () => {
  const page = await scene.open('rob', '/prospects/import', 360)
  const give = (name: string, content: string) =>
    page
      .locator('input[type=file]')
      .setInputFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(content) })
  await page.getByText('None yet').waitFor()
  await give('people.xlsx.csv', '')
  await page
    .getByRole('alert')
    .getByText(/is empty/)
    .waitFor()
  await give('notes.csv', 'Just a title')
  await page.waitForURL(/upload=/)
  await page.getByText(/no rows below it|Choose above which column/).waitFor()
  expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(360)
})
