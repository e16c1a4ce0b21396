import { afterAll, beforeAll, expect, test } from 'vitest'
import { expectAccessible } from './expect-accessible.ts'
import { type WebScene, webScene } from './web-scene.ts'

const HOSTILE = '<img src=x onerror=document.title="broken">'

let scene: WebScene
beforeAll(async () => {
  scene = await webScene()
  const save = (body: object) => scene.call('ada', 'POST', '/prospects', body)
  await Promise.all(
    Array.from({ length: 24 }, (_, index) =>
      save({
        email: `person${index}@${index % 2 ? 'northwind' : 'contoso'}.test`,
        firstName: index === 7 ? HOSTILE : `Person ${index}`,
        company: index % 2 ? 'Northwind' : 'Contoso',
        title: ['Chief of Sales', 'Buyer', 'Head of Data'][index % 3],
        list: index % 4 ? 'Leads' : 'Fair',
        ...(index % 5 === 0 && { tags: ['hot'] }),
        customFields: { Industry: index % 2 ? 'Shipping' : 'Steel' },
      }),
    ),
  )
})
afterAll(() => scene.close())

test('prospects are found, selected by the keyboard, tagged and untagged again', async () => {
  const page = await scene.open('ada', '/prospects')
  const table = page.getByRole('table', { name: 'Prospects' })
  await table.getByRole('link', { name: HOSTILE }).waitFor()
  await expectAccessible(page)

  await page.keyboard.press('/')
  await page.keyboard.type('northwind chief')
  await page.waitForURL(/search=northwind/)
  await page.getByText('4', { exact: true }).first().waitFor()
  await table.getByRole('row').nth(4).waitFor()
  await page.keyboard.press('Escape')
  await page.keyboard.press('Escape')
  await page.waitForURL((url) => !url.search.includes('search='))

  await page.getByRole('button', { name: 'Filter' }).click()
  await page.getByRole('combobox', { name: 'Field', exact: true }).click()
  await page.getByRole('option', { name: 'Industry' }).click()
  await page.getByRole('textbox', { name: 'Value' }).fill('ship')
  await page.getByRole('button', { name: 'Add', exact: true }).click()
  await page.getByText('Industry contains ship').waitFor()
  await expectAccessible(page)
  await page.keyboard.press('Escape')
  await table.getByText('Contoso').first().waitFor({ state: 'detached' })

  await page.locator('#page-title').focus()
  await page.keyboard.press('j')
  await page.keyboard.press('x')
  await page.keyboard.press('j')
  await page.keyboard.press('x')
  const bar = page.getByRole('toolbar', { name: 'Selected prospects' })
  await bar.getByText('2 prospects selected').waitFor()
  await expectAccessible(page)
  await bar.getByRole('button', { name: 'Tags' }).click()
  await page.getByRole('menuitem', { name: 'Add tags…' }).click()
  await page.getByRole('combobox', { name: 'Tags' }).fill('fresh')
  await page.keyboard.press('Enter')
  await page.getByRole('combobox', { name: 'Tags' }).click()
  // The names that are offered leave the buttons free.
  await page.getByRole('listbox', { name: 'Tags' }).waitFor()
  await page.getByRole('dialog').getByRole('button', { name: 'Change' }).click()
  await page.getByText('2 prospects tagged.').waitFor()
  await table.getByText('fresh').nth(1).waitFor()
  await page.getByRole('button', { name: 'Undo' }).click()
  await table.getByText('fresh').first().waitFor({ state: 'detached' })

  for (const row of [1, 2]) await table.getByRole('row').nth(row).getByRole('checkbox').check()
  await bar.getByRole('button', { name: 'More' }).click()
  await page.getByRole('menuitem', { name: 'Unsubscribe…' }).click()
  await page.getByRole('dialog', { name: 'Unsubscribe 2 prospects?' }).waitFor()
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Unsubscribe them' }).click()
  await page.getByText('2 prospects unsubscribed.').waitFor()
  await expect.poll(() => table.getByText('Unsubscribed').count()).toBe(2)
  expect(await page.title()).toContain('Prospects')
})

test('days and the step of a cadence narrow the table by what is said in words, and both are taken away again', async () => {
  const cadence = (await scene.call('ada', 'POST', '/cadences', {
    name: 'Rings',
    definition: { steps: [{ kind: 'task', task: 'call', title: 'Ring them' }] },
  })) as { id: string }
  await scene.call('ada', 'POST', `/cadences/${cadence.id}/publish`)
  const page = await scene.open('ada', '/prospects')
  const table = page.getByRole('table', { name: 'Prospects' })
  await table.getByText('Contoso').first().waitFor()
  await page.getByRole('button', { name: 'Filter' }).click()
  await page.getByRole('textbox', { name: 'Last active until' }).fill('3 Mar 2001')
  await page.keyboard.press('Enter')
  const chip = page.getByRole('button', { name: 'Remove Last active until Mar 3, 2001' })
  await chip.waitFor()
  const end = await page.evaluate(() => new Date(2001, 2, 4).toISOString())
  expect(new URL(page.url()).searchParams.get('updatedBefore')).toContain(end)
  await page.getByRole('textbox', { name: 'Last active from' }).fill('1 Mar 2001')
  await page.keyboard.press('Enter')
  await page.getByText('Last active from Mar 1, 2001 until Mar 3, 2001').waitFor()
  await page.getByText('Nobody fits').waitFor()
  await page.getByRole('combobox', { name: 'Cadence or journey' }).fill('Rings')
  await page.getByRole('option', { name: 'Rings' }).click()
  await page.getByRole('combobox', { name: 'At the step' }).click()
  await page.getByRole('option', { name: 'Step 1: Ring them' }).click()
  await page.getByRole('button', { name: 'Remove At Step 1: Ring them' }).waitFor()
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Close', exact: true }).click()
  await page.getByRole('button', { name: 'Remove At Step 1: Ring them' }).click()
  await page.getByRole('button', { name: 'Remove Last active from Mar 1, 2001 until Mar 3, 2001' }).click()
  await page.getByRole('button', { name: 'Remove In Rings' }).click()
  await table.getByText('Contoso').first().waitFor()
})

test('a view is saved and chosen again, one prospect is added by hand, and bad input is named', async () => {
  const page = await scene.open('ada', '/prospects?status=not_contacted')
  await page.getByRole('button', { name: 'Remove Not contacted' }).waitFor()
  await page.getByRole('button', { name: 'Views' }).click()
  await page.getByRole('menuitem', { name: 'Save this view…' }).click()
  await page.getByRole('textbox', { name: 'Name' }).fill('Fresh ones')
  await page.getByRole('button', { name: 'Save view' }).click()
  await page.getByText('The view “Fresh ones” is saved.').waitFor()
  await page.getByRole('button', { name: 'Show all' }).click()
  await page.waitForURL((url) => !url.search.includes('status'))
  await page.getByRole('button', { name: 'Views' }).click()
  await page.getByRole('menuitem', { name: 'Fresh ones', exact: true }).click()
  await page.waitForURL(/status=not_contacted/)

  await page.getByRole('button', { name: 'Add prospect' }).click()
  const dialog = page.getByRole('dialog', { name: 'Add a prospect' })
  await dialog.getByRole('textbox', { name: 'Email' }).fill('new@one@test')
  await dialog.getByRole('button', { name: 'Add prospect' }).click()
  await dialog.getByRole('textbox', { name: 'Email' }).fill('new@one.test')
  await expectAccessible(page)
  await dialog.getByRole('button', { name: 'Add prospect' }).click()
  await page.waitForURL(/\/prospects\/[0-9a-f]{24}/)
})

test('a rep has nobody of others, is told what to do first, and finds his way at 360 pixels', async () => {
  const page = await scene.open('rob', '/prospects', 360)
  await page.getByRole('heading', { name: 'No prospects yet' }).waitFor()
  await expectAccessible(page)
  await page.goto('/prospects?search=person')
  await page.getByRole('heading', { name: 'Nobody fits' }).waitFor()
})
