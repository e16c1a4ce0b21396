import { afterAll, beforeAll, expect, test } from 'vitest'
import { insertProspects } from '#test/insert-company.ts'
import { expectAccessible } from './expect-accessible.ts'
import { type WebScene, webScene } from './web-scene.ts'

let scene: WebScene
beforeAll(async () => {
  scene = await webScene({ mayReach: () => true }, { people: ['ada'] })
  const post = (path: string, body?: object) => scene.call('ada', 'POST', path, body)
  const { companyId, userId } = scene.user('ada')
  const prospectIds = await insertProspects(scene.db, {
    ...{ companyId, ownerId: userId },
    emails: Array.from({ length: 150 }, (_, index) => `ann${index}@crowd.test`),
  })
  await post('/mailboxes', { from: 'Ada Admin <ada@acme.test>', smtp: 'smtp://127.0.0.1:9' })
  const steps = [{ kind: 'mail', options: [{ template: 'A', weight: 1, subject: 'Hi', body: '<p>Hi</p>' }] }]
  const cadence = await post('/cadences', { name: 'Spring', definition: { steps } })
  const cadenceId = cadence instanceof Object && 'id' in cadence ? String(cadence.id) : ''
  await post(`/cadences/${cadenceId}/publish`)
  await post('/enrolments', { cadenceId, prospectIds: prospectIds.slice(0, 20) })
  await post(`/prospects/${prospectIds[30]}/unsubscribe`)
})
afterAll(() => scene.close())

/** The page with the dialog open in which everybody is about to be started. */
const openDialog = async (width?: number) => {
  const page = await scene.open('ada', '/prospects', width)
  await page.getByRole('checkbox', { name: 'Select all that are shown' }).check()
  await page.getByRole('button', { name: 'Select all 150' }).click()
  await page.getByText('All 150 selected').waitFor()
  await page.getByRole('toolbar').getByRole('button', { name: 'Start', exact: true }).click()
  const dialog = page.getByRole('dialog', { name: 'Start all prospects' })
  await dialog.getByRole('combobox', { name: 'Start in' }).click()
  await page.getByRole('option', { name: 'Spring' }).click()
  return { page, dialog }
}

test('all who fit are forecast as those who are selected are, and started in the background', async () => {
  const { page, dialog } = await openDialog()
  await dialog.getByText('129 of 150 prospects start. 129 mails go').waitFor()
  await dialog.getByText('Would not be started').waitFor()
  await dialog.getByText(/^20 prospects · .*already/i).waitFor()
  await dialog.getByText(/^1 prospect · .*unsubscribed/i).waitFor()
  await expectAccessible(page)
  await dialog.getByRole('button', { name: 'Start 129 prospects' }).click()
  await page.getByText('0 done so far').waitFor()
  await scene.jobs.drain()
  await page.getByText(/^129 prospects started\. 21 were not, 20 of them: .*already/).waitFor()
  const { rows } = await scene.db.query('SELECT FROM enrolments')
  expect(rows).toHaveLength(149)
  await page.close()
})

test('who runs already is not started again, on a phone too', async () => {
  const { page, dialog } = await openDialog(360)
  await dialog.getByText('Nobody would be started.').waitFor()
  expect(await dialog.getByRole('button', { name: 'Start', exact: true }).isDisabled()).toBe(true)
  await expectAccessible(page)
  expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(360)
  await page.close()
})
