import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { expectAccessible } from './expect-accessible.ts'
import { type WebScene, webScene } from './web-scene.ts'

let scene: WebScene
beforeAll(async () => {
  scene = await webScene()
  const prospect = {
    email: 'ann@b.test',
    firstName: '<img src=x onerror="document.title=1">Ann',
    company: 'Northwind',
  }
  await scene.call('ada', 'POST', '/prospects', prospect)
})
afterAll(() => scene.close())

/** Longer than a page takes on a busy machine. */
const POLL = { timeout: 15_000 }

const saved = (page: Page) => page.getByRole('status').getByText('Saved').waitFor()
const steps = (page: Page) =>
  page.getByRole('list', { name: 'Steps' }).getByRole('button', { name: /^(Step|Wait)/ })
/** The titles of the steps, in their order. */
const titles = async (page: Page) =>
  (await steps(page).allInnerTexts()).map((text) => text.split('\n').at(-1))

const addStep = async (page: Page, kind: string): Promise<void> => {
  await page.getByRole('button', { name: 'Add a step' }).click()
  await page.getByRole('menuitem', { name: kind, exact: true }).click()
}

test('a cadence is written, seen on a prospect, checked, saved by itself and published', async () => {
  const page = await scene.open('ada', '/cadences')
  await page.getByRole('button', { name: 'Begin' }).click()
  await page.getByRole('menuitem', { name: 'Empty' }).click()
  await page.getByLabel('Name').fill('Spring')
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { level: 1, name: 'Spring' }).waitFor()

  await addStep(page, 'Mail')
  await page.getByLabel('Subject').fill('A question')
  await page.getByRole('textbox', { name: 'Text of the mail' }).click()
  await page.keyboard.type('Hi ')
  await page.getByRole('button', { name: 'Variable' }).click()
  await page.getByLabel('Search variables').fill('first')
  await page.getByRole('option', { name: 'FirstName', exact: true }).click()
  await page.keyboard.type(', one question.')
  const frame = page.frameLocator('iframe[title="Preview of the mail"]')
  // The name is shown as it is written: nothing of it runs.
  await frame.getByText('Hi <img src=x onerror="document.title=1">Ann').waitFor()
  expect(await page.title()).toBe('Spring · Cadenza')

  await addStep(page, 'Wait')
  await addStep(page, 'Mail')
  await page.getByRole('textbox', { name: 'Text of the mail' }).click()
  await page.keyboard.type('Did it reach you?')
  await saved(page)
  // The step has an id by now, by which the address names it.
  await page.waitForURL(/step=[0-9a-f]{24}(?![0-9a-f])/)
  await page.reload()
  await page.getByText('Did it reach you?').first().waitFor()
  expect(await titles(page)).toEqual(['A question', 'Wait 3 days', 'Mail 2'])
  await steps(page).first().click()
  await page.getByText(/^Checks/).click()
  await page.getByText('“FirstName”: a prospect without a value is held back.').waitFor()
  await expectAccessible(page)

  await page.getByRole('button', { name: 'Publish' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Publish' }).click()
  await page.getByText('“Spring” is live.').waitFor()
  await page.getByRole('button', { name: 'Pause' }).waitFor()
  await page.close()
})

test('steps are moved by the keyboard, removed and brought back; a draft says what it changes', async () => {
  const page = await scene.open('ada', '/cadences')
  await page.getByRole('link', { name: 'Spring' }).click()
  await steps(page).first().focus()
  await page.keyboard.press('Alt+ArrowDown')
  await expect.poll(() => titles(page), POLL).toEqual(['Wait 3 days', 'A question', 'Mail 2'])
  expect(await page.evaluate('document.activeElement.innerText')).toContain('A question')
  await page.keyboard.press('Alt+ArrowUp')
  await expect.poll(() => titles(page), POLL).toEqual(['A question', 'Wait 3 days', 'Mail 2'])
  await steps(page).nth(1).focus()
  await page.keyboard.press('Delete')
  await expect.poll(() => titles(page), POLL).toEqual(['A question', 'Mail 2'])
  await page.getByRole('button', { name: 'Undo' }).last().click()
  await expect.poll(() => titles(page), POLL).toEqual(['A question', 'Wait 3 days', 'Mail 2'])

  await addStep(page, 'Call')
  await page.getByRole('button', { name: 'Publish changes' }).click()
  await page
    .getByRole('dialog')
    .getByText(/is new/)
    .waitFor()
  await page.keyboard.press('Escape')
  await page.getByText('Published', { exact: true }).click()
  await expect.poll(() => titles(page), POLL).toHaveLength(3)
  await page.getByRole('button', { name: 'Discard' }).click()
  await page.getByRole('button', { name: 'Throw it away' }).click()
  await page.getByText('The draft is thrown away.').waitFor()
  await page.getByRole('button', { name: 'Publish changes' }).waitFor({ state: 'detached' })
  await page.close()
})

test('settings are part of the draft, and what somebody else saved is not overwritten unasked', async () => {
  const page = await scene.open('ada', '/cadences')
  await page.getByRole('link', { name: 'Spring' }).click()
  await page.getByRole('tab', { name: 'Settings' }).click()
  await page.getByLabel('First mails a day').fill('20')
  await saved(page)
  await expectAccessible(page)
  const path = `/cadences/${new URL(page.url()).pathname.split('/')[2]}`
  const { draft } = (await scene.call('ada', 'GET', path)) as { draft: { settings: { throttle: number } } }
  expect(draft.settings.throttle).toBe(20)

  // A page that cannot be told of it, as on a train: else it would show what is new before anything is typed.
  await page.route('**/api/v1/live', (route) => route.abort())
  await page.reload()
  await expect.poll(() => page.getByLabel('First mails a day').inputValue(), POLL).toBe('20')
  await scene.call('mia', 'PUT', `${path}/draft`, { ...draft, settings: { ...draft.settings, throttle: 33 } })
  await page.getByLabel('First mails a day').fill('25')
  await page.getByText('Somebody else has changed this cadence').waitFor()
  await page.getByRole('button', { name: 'Show theirs' }).click()
  await expect.poll(() => page.getByLabel('First mails a day').inputValue(), POLL).toBe('33')
  await page.close()
})

test('a rep reads what is shared with him, and finds the list on a phone', async () => {
  const page = await scene.open('rob', '/cadences', 360)
  await page.getByRole('link', { name: 'Spring' }).waitFor()
  await expectAccessible(page)
  expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(360)
  await page.getByRole('link', { name: 'Spring' }).click()
  await page.getByText('It is shared with you').waitFor()
  expect(await page.getByRole('button', { name: 'Add a step' }).count()).toBe(0)
  await steps(page).first().click()
  await page.getByLabel('Subject').waitFor()
  expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(360)
  await expectAccessible(page)
  await page.close()
})

test('a template is written and begins a mail', async () => {
  const page = await scene.open('ada', '/templates')
  await page.getByRole('button', { name: 'Write a template' }).click()
  await page.getByLabel('Name').fill('Intro')
  await page.getByLabel('Subject').fill('Hello {{ Company }}')
  await page.getByText('HTML', { exact: true }).click()
  await page.getByLabel('Text of the mail as HTML').fill('<table><tr><td>Hi</td></tr></table>')
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await page.getByRole('heading', { level: 1, name: 'Intro' }).waitFor()
  await page.getByText('forms that the text editor cannot show').waitFor()
  await expectAccessible(page)
  await page.getByRole('button', { name: 'All templates' }).click()
  await page.getByRole('link', { name: 'Intro' }).waitFor()

  await page.goto('/cadences')
  await page.getByRole('link', { name: 'Spring' }).click()
  await page.getByRole('button', { name: 'Template' }).click()
  await page.getByRole('menuitem', { name: 'Intro' }).click()
  await expect.poll(() => page.getByLabel('Subject').inputValue(), POLL).toBe('Hello {{ Company }}')
  await saved(page)
})
