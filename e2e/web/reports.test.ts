import { readFile } from 'node:fs/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { expectAccessible } from './expect-accessible.ts'
import { seedWork } from './seed-work.ts'
import { type WebScene, webScene } from './web-scene.ts'

let scene: WebScene
beforeAll(async () => {
  scene = await webScene({ mayReach: () => true })
  await seedWork(scene)
})
afterAll(() => scene?.close())

const REPORTS = [
  ['/reports', 'Cadences and journeys'],
  ['/reports/cohort', 'Prospects by the day of their start'],
  ['/reports/engagement', 'People and machines'],
  ['/reports/steps', 'Mails by step'],
  ['/reports/mailboxes', 'Health now'],
  ['/reports/team', 'What each did'],
] as const

test.each(REPORTS)('%s is drawn, read and accessible', async (path, heading) => {
  const page = await scene.open('ada', path)
  await page.getByRole('heading', { name: heading }).waitFor()
  await expectAccessible(page)
  await page.close()
})

test('a chart has its table and its file, and the days stand in the address', async () => {
  const page = await scene.open('ada', '/reports?range=all')
  await page.getByRole('heading', { name: 'Cadences and journeys' }).waitFor()
  await page
    .getByRole('radiogroup', { name: 'Cadences and journeys: how it is shown' })
    .getByText('Table')
    .click()
  const row = page.getByRole('row', { name: /Spring outreach/ })
  await row.waitFor()
  const [, , , sent = ''] = await row.getByRole('cell').allTextContents()
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Cadences and journeys: download as CSV' }).click(),
  ])
  const [header, first] = (await readFile(await download.path(), 'utf8')).split('\r\n')
  expect(header).toMatch(/^Name,Owner,Started,Sent,/)
  expect(first).toContain(`Spring outreach,ada@acme.test,`)
  expect(first).toContain(`,${sent.replaceAll(',', '')},`)

  await page.getByRole('combobox', { name: 'Days' }).click()
  await page.getByRole('option', { name: 'Last 7 days' }).click()
  await page.waitForURL(/range=7d/)
  await page.getByRole('tab', { name: 'Cohorts' }).click()
  await page.waitForURL(/\/reports\/cohort\?.*range=7d/)
})

test('the option that is better is named, with how sure that is; too few mails are called so', async () => {
  const page = await scene.open('ada', '/reports/steps')
  await page.getByText('Option B is better').waitFor()
  await page.getByText(/The chance that it is the best is 9\d\.\d%|100\.0%/).waitFor()
  await page.goto('/reports/steps?range=7d')
  await page.getByText('Not enough mails yet').waitFor()
})

test('a rep sees the team report of himself alone, and an empty company what to do', async () => {
  const rob = await scene.open('rob', '/reports/team')
  await rob.getByRole('heading', { name: 'What each did' }).waitFor()
  await rob.getByRole('radiogroup', { name: 'What each did: how it is shown' }).getByText('Table').click()
  await rob.getByRole('row', { name: /Rob Rep/ }).waitFor()
  expect(await rob.getByRole('row').count()).toBe(2)
  const nothing = await scene.open('ada', '/reports?from=2020-01-01&to=2020-01-31')
  await nothing.getByText('Nothing to report yet').waitFor()
  await nothing.getByRole('button', { name: 'Look at all days' }).click()
  await nothing.getByRole('heading', { name: 'Cadences and journeys' }).waitFor()
})

test('on a phone no report is wider than the phone', async () => {
  for (const [path, heading] of REPORTS) {
    const page = await scene.open('ada', path, 360)
    await page.getByRole('heading', { name: heading }).waitFor()
    expect({ path, width: await page.evaluate('document.documentElement.scrollWidth') }).toEqual({
      path,
      width: 360,
    })
    await page.close()
  }
})
