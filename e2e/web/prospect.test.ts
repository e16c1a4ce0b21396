import { afterAll, beforeAll, expect, test } from 'vitest'
import { expectAccessible } from './expect-accessible.ts'
import { seedWork } from './seed-work.ts'
import { type WebScene, webScene } from './web-scene.ts'

/** A name that is a script, wherever it is shown as anything but a text. */
const HOSTILE = `<img src=x onerror="document.title='broken'"><script>document.title='broken'</script>`

let scene: WebScene
let ann: string
let bob: string
let cadence: string
beforeAll(async () => {
  scene = await webScene({ mayReach: () => true })
  const seeded = await seedWork(scene)
  ;[ann = '', bob = ''] = seeded.prospects
  cadence = seeded.cadence
  await scene.call('ada', 'POST', '/enrolments', { cadenceId: cadence, prospectIds: [ann] })
})
afterAll(() => scene.close())

test('a prospect is read and edited in place, with the server’s words where it refuses', async () => {
  const page = await scene.open('ada', `/prospects/${ann}`)
  await page.getByRole('heading', { level: 1, name: 'Ann Berg' }).waitFor()
  expect(await page.title()).toBe('Ann Berg · Cadenza')
  await page.getByText('(guessed from Oslo, Norway)').waitFor()
  await page.getByRole('list', { name: 'Cadences and journeys' }).getByText('Spring outreach').waitFor()
  await page.getByRole('list', { name: 'Timeline' }).getByText('Started in Spring outreach').waitFor()
  await expectAccessible(page)

  await page.getByRole('button', { name: /^First name: Ann/ }).press('Enter')
  await page.getByRole('textbox', { name: 'First name' }).fill('Anna')
  await page.keyboard.press('Enter')
  const edited = page.getByRole('button', { name: /^First name: Anna/ })
  await edited.waitFor()
  expect(await page.evaluate('document.activeElement.textContent')).toBe('Anna')

  await page.getByRole('button', { name: /^Email: / }).click()
  await page.getByRole('textbox', { name: 'Email', exact: true }).fill('nobody')
  await page.keyboard.press('Enter')
  await page.getByText(/not a valid mail address/).waitFor()
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: /^Email: ann@northwind\.test/ }).waitFor()

  await page.getByRole('combobox', { name: 'Tags' }).fill('fair')
  await page.keyboard.press('Enter')
  await page.getByText('Tagged fair').waitFor()
})

test('a run is paused until a day, goes on, is stopped, and taken back', async () => {
  const page = await scene.open('ada', `/prospects/${ann}`)
  const runs = page.getByRole('list', { name: 'Cadences and journeys' })
  const menu = page.getByRole('button', { name: 'What to do in Spring outreach' })
  await menu.click()
  await page.getByRole('menuitem', { name: 'Pause …' }).click()
  await page.getByRole('button', { name: 'Next Monday' }).click()
  await page.getByRole('button', { name: 'Pause until then' }).click()
  await runs.getByText(/^Paused until Monday/).waitFor()
  await menu.click()
  await page.getByRole('menuitem', { name: 'Let him go on' }).click()
  await runs.getByText('Running').waitFor()
  await menu.click()
  await page.getByRole('menuitem', { name: 'Stop' }).click()
  await page.getByRole('button', { name: 'Show 1 earlier' }).waitFor()
  await page.getByRole('button', { name: 'Undo' }).last().click()
  await runs.getByText('Running').waitFor()
})

test('notes are written and shown as text, whatever is in them, and so are names', async () => {
  await scene.call('ada', 'PATCH', `/prospects/${bob}`, {
    ...{ firstName: HOSTILE, fullName: HOSTILE, company: HOSTILE, customFields: { Motto: HOSTILE } },
    linkedinUrl: 'javascript:document.title="broken"',
  })
  const page = await scene.open('ada', `/prospects/${bob}`)
  await page.getByRole('heading', { level: 1, name: HOSTILE }).waitFor()
  await page.keyboard.press('n')
  await page.keyboard.type(`${HOSTILE} and more`)
  await page.keyboard.press('Control+Enter')
  const timeline = page.getByRole('list', { name: 'Timeline' })
  await timeline.getByText(`${HOSTILE} and more`).waitFor()

  await timeline.getByRole('button', { name: 'Edit' }).click()
  await page.getByRole('textbox', { name: 'The note' }).fill('calmer now')
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await timeline.getByText('calmer now').waitFor()
  await page.getByText('Notes', { exact: true }).click()
  await page.waitForURL(/show=notes/)
  await timeline.getByRole('button', { name: 'Delete' }).click()
  await timeline.getByText('A note that was deleted since').waitFor()
  expect(await page.title()).toBe(`${HOSTILE} · Cadenza`)
  expect(await page.locator('a[href^="javascript"], main img, main script').count()).toBe(0)
})

test('who asked for no more mail is shown so, and a manager takes it back', async () => {
  const page = await scene.open('mia', `/prospects/${bob}`)
  await page.getByRole('button', { name: 'More' }).click()
  await page.getByRole('menuitem', { name: /no more mail/ }).click()
  await page.getByRole('button', { name: 'Stop all mail' }).click()
  await page.getByText('No mail goes to him').waitFor()
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Allow again' }).click()
  await page.getByRole('button', { name: 'Allow mail again' }).click()
  await page.getByText('No mail goes to him').waitFor({ state: 'detached' })
})

test('a task and a call are done from here, also on a phone, and nothing is wider than it', async () => {
  const page = await scene.open('ada', `/prospects/${ann}`, 360)
  await page.getByRole('button', { name: 'Add a task' }).click()
  await page.getByLabel('What is to be done').fill('Send the offer')
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: 'Done: Send the offer' }).click()
  await page.getByRole('list', { name: 'Timeline' }).getByText('Done: Send the offer').waitFor()
  await page.getByRole('button', { name: 'More' }).click()
  await page.getByRole('menuitem', { name: 'Log a call' }).click()
  await page.getByLabel('Voice mail').check()
  await page.getByRole('button', { name: 'Save the call' }).click()
  await page.getByRole('list', { name: 'Timeline' }).getByText('Call: voice mail').waitFor()
  expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(360)
})

test('a deleted prospect is gone, and a rep sees none but his own', async () => {
  const page = await scene.open('rob', `/prospects/${ann}`)
  await page.getByText('It is not here').waitFor()
  const asAda = await scene.open('ada', `/prospects/${bob}`)
  await asAda.getByRole('button', { name: 'More' }).click()
  await asAda.getByRole('menuitem', { name: 'Delete …' }).click()
  await asAda.getByRole('button', { name: 'Delete prospect' }).click()
  await asAda.waitForURL(/\/prospects$/)
  await asAda.goto(`/prospects/${bob}`)
  await asAda.getByText('It is not here').waitFor()
})
