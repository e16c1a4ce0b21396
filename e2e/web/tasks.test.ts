import { afterAll, beforeAll, expect, test } from 'vitest'
import { expectAccessible } from './expect-accessible.ts'
import { idOf, seedWork } from './seed-work.ts'
import { type WebScene, webScene } from './web-scene.ts'

let scene: WebScene
let seeded: Awaited<ReturnType<typeof seedWork>>
beforeAll(async () => {
  scene = await webScene({ mayReach: () => true })
  seeded = await seedWork(scene)
})
afterAll(() => scene?.close())

test('the queue is worked through with the keyboard: a call is logged, the next task is put off and taken back', async () => {
  const page = await scene.open('ada', '/tasks')
  const work = page.getByRole('region', { name: 'Ring Ann about the pilot' })
  await work.getByText('Ask how the pilot went.').waitFor()
  await page.getByText('1 of 6 done today').waitFor()
  await work.getByText(/guessed from Oslo/).waitFor()
  await expectAccessible(page)

  await page.keyboard.press('1')
  await work.getByLabel('How long, in minutes and seconds').fill('4:05')
  await work.getByLabel('Notes of the call').fill('Wants an offer')
  await page.keyboard.press('Control+Enter')

  const mail = page.getByRole('region', { name: 'Send Bob the price list' })
  await mail.getByRole('textbox', { name: 'Text', exact: true }).waitFor()
  await page.getByText('2 of 6 done today').waitFor()
  await expectAccessible(page)
  const { rows } = await scene.db.query<{ outcome: string; duration_seconds: number; notes: string }>(
    `SELECT t.outcome, c.duration_seconds, c.notes FROM tasks t JOIN calls c ON c.task_id = t.id`,
  )
  expect(rows).toEqual([{ outcome: 'Interested', duration_seconds: 245, notes: 'Wants an offer' }])

  await page.keyboard.press('s')
  await page.getByRole('menuitem', { name: /^In an hour/ }).click()
  await page.getByText('Nothing is overdue').waitFor()
  await page.getByRole('button', { name: 'Undo' }).click()
  await mail.waitFor()
})

test('beside a task stand the newest notes and what happened last, with the way to all where the prospect is his', async () => {
  const [ann] = seeded.prospects
  for (const text of ['Met at the fair', 'Has a dog', 'Decides in May', '<b>Rings back</b> herself'])
    await scene.call('mia', 'POST', `/prospects/${ann}/notes`, { text })
  const page = await scene.open('ada', `/tasks?task=${seeded.tasks[0]}`)
  const beside = page.getByRole('complementary', { name: 'Prospect' })
  const notes = beside.getByRole('list', { name: 'Notes' })
  await notes.getByText('<b>Rings back</b> herself').waitFor()
  expect(await notes.getByRole('listitem').count()).toBe(3)
  const events = beside.getByRole('list', { name: 'Last events' })
  await events.getByText('Call: answered, 4 min').first().waitFor()
  await events.getByText('Wants an offer in May.').waitFor()
  expect(await events.getByText(/wrote a note/).count()).toBe(0)
  await expectAccessible(page)

  await beside.getByRole('link', { name: 'All notes' }).click()
  await page.getByRole('list', { name: 'Timeline' }).getByText('Met at the fair').waitFor()
  expect(new URL(page.url()).searchParams.get('show')).toBe('notes')
  await page.goBack()
  await beside.getByRole('link', { name: 'Timeline' }).click()
  await page.waitForURL(`**/prospects/${ann}`)

  const given = await scene.call('ada', 'POST', '/tasks', {
    ...{ prospectId: ann, title: 'Ring Ann for Ada', kind: 'call', dueAt: new Date().toISOString() },
    assigneeId: scene.user('rob').userId,
  })
  const robs = await scene.open('rob', `/tasks?task=${idOf(given)}`)
  await robs.getByRole('list', { name: 'Notes' }).getByText('Decides in May').waitFor()
  await robs.getByRole('list', { name: 'Last events' }).getByText('Call: answered, 4 min').first().waitFor()
  for (const name of ['All notes', 'Timeline']) expect(await robs.getByRole('link', { name }).count()).toBe(0)
  await scene.call('ada', 'POST', `/tasks/${idOf(given)}/skip`)
})

test('a LinkedIn touch and a to-do are finished, several tasks at once are closed after a question', async () => {
  const page = await scene.open('ada', '/tasks?tab=today')
  await page.getByRole('link', { name: 'Open the profile' }).waitFor()
  expect(await page.getByRole('link', { name: 'Open the profile' }).getAttribute('href')).toBe(
    'https://www.linkedin.com/in/cleo-duarte',
  )
  await page.keyboard.press('Control+Enter')
  await page.getByRole('region', { name: 'Ring Dan' }).waitFor()
  await page.keyboard.press('x')
  await page.keyboard.press('j')
  await page.getByRole('region', { name: 'Look up who buys at Litware' }).waitFor()
  await page.keyboard.press('x')
  await page.getByRole('toolbar', { name: 'Selected tasks' }).getByRole('button', { name: 'Done' }).click()
  await page.getByRole('dialog').getByText('cannot be taken back').waitFor()
  await page.getByRole('dialog').getByRole('button', { name: 'Mark as done' }).click()
  await page.getByRole('button', { name: 'Go to overdue' }).waitFor()
  await page.getByRole('tab', { name: /Done today/ }).click()
  await page.getByRole('button', { name: /Connect with Cleo/ }).waitFor()
})

test('a manual mail is begun by its step, written with forms, kept when its task is left, and sent out of the text', async () => {
  const page = await scene.open('ada', '/tasks?tab=overdue')
  const work = page.getByRole('region', { name: 'Send Bob the price list' })
  const text = work.getByRole('textbox', { name: 'Text', exact: true })
  await text.getByText('here is the price list you asked for.').waitFor()
  expect(await work.getByRole('button', { name: 'Begin anew' }).count()).toBe(0)

  await text.fill('')
  await work.getByLabel('Subject').fill('The price list')
  await text.click()
  await page.keyboard.press('Control+Enter')
  await work.getByText('Write something first.').waitFor()
  await page.keyboard.type('Dear Bob')
  await page.keyboard.press('Enter')
  await page.keyboard.press('Control+b')
  await page.keyboard.type('The list is new.')
  await work.getByText('Write something first.').waitFor({ state: 'detached' })
  await expectAccessible(page)

  await page.getByRole('tab', { name: /Today/ }).click()
  await work.waitFor({ state: 'detached' })
  await page.goto('/tasks?tab=overdue')
  await text.getByText('The list is new.').waitFor()
  expect(await work.getByLabel('Subject').inputValue()).toBe('The price list')
  await work.getByRole('button', { name: 'Begin anew' }).click()
  await text.getByText('here is the price list you asked for.').waitFor()
  await page.getByRole('alert').getByRole('button', { name: 'Undo' }).click()
  await text.getByText('The list is new.').waitFor()

  await text.click()
  await page.keyboard.press('Control+Enter')
  await page.getByText('The mail is on its way.').waitFor()
  await work.waitFor({ state: 'detached' })
  const { rows } = await scene.db.query<{ subject: string; html: string; state: string }>(
    `SELECT m.subject, m.html, t.state FROM messages m JOIN tasks t USING (company_id, prospect_id) WHERE t.kind = 'manual_mail'`,
  )
  expect(rows).toEqual([
    {
      subject: 'The price list',
      html: '<p>Dear Bob</p><p><strong>The list is new.</strong></p>',
      state: 'done',
    },
  ])
  expect(
    await page.evaluate('Object.keys(localStorage).filter((name) => name.includes("task-mail"))'),
  ).toEqual([])
})

test('a mail whose task could not be closed with it is not sent again, also after coming back', async () => {
  const title = 'Write to Dan'
  await scene.call('ada', 'POST', '/tasks', {
    ...{ prospectId: seeded.prospects[3], title, kind: 'manual_mail', note: 'Hello Dan' },
    dueAt: new Date(Date.now() - 2 * 86_400_000).toISOString(),
  })
  const page = await scene.open('ada', '/tasks?tab=overdue')
  await page.route('**/tasks/*/done', (route) =>
    route.fulfill({ status: 409, json: { error: { code: 'conflict', message: 'Not just now.' } } }),
  )
  const work = page.getByRole('region', { name: title })
  await work.getByLabel('Subject').fill('A word')
  await work.getByRole('button', { name: 'Send and next' }).click()
  await work.getByText('The mail is on its way').waitFor()
  await page.unroute('**/tasks/*/done')
  await page.reload()
  await work.getByText('The mail is on its way').waitFor()
  await expectAccessible(page)
  await page.keyboard.press('Control+Enter')
  await work.waitFor({ state: 'detached' })
  const { rows } = await scene.db.query<{ mails: string; state: string }>(
    `SELECT count(m.*) AS mails, t.state FROM tasks t JOIN messages m USING (company_id, prospect_id) WHERE t.title = $1 GROUP BY t.state`,
    [title],
  )
  expect(rows).toEqual([{ mails: 1, state: 'done' }])
})

test('a task is added for a prospect, and his address reaches it again', async () => {
  const page = await scene.open('ada', '/tasks?tab=today')
  await page.getByRole('button', { name: 'New task' }).waitFor()
  await page.keyboard.press('n')
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button', { name: 'Add task' }).click()
  await dialog.getByText('Whom is it about?').waitFor()
  await dialog.getByLabel('Prospect').fill('Finn')
  await page.getByRole('option', { name: /Finn Garcia/ }).click()
  await dialog.getByLabel('What is to be done').fill('Ask Finn for a date')
  await dialog.getByRole('button', { name: 'Add task' }).click()
  await page.getByRole('button', { name: /Ask Finn for a date/ }).click()
  await page.waitForURL(/task=/)
  await page.reload()
  await page.getByRole('region', { name: 'Ask Finn for a date' }).waitFor()
})

test('a rep without tasks is told what makes them; on a phone one pane stands at a time', async () => {
  const rob = await scene.open('rob', '/tasks')
  await rob.getByText('No tasks for now').waitFor()
  await expectAccessible(rob)
  const page = await scene.open('ada', '/tasks?tab=upcoming', 360)
  await page.getByRole('button', { name: /Ring Finn/ }).click()
  await page.getByRole('button', { name: 'All tasks' }).waitFor()
  expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(360)
  await page.getByRole('button', { name: 'All tasks' }).click()
  await page.getByRole('button', { name: /Ring Finn/ }).waitFor()
})

test('the log of calls is read and set right', async () => {
  const page = await scene.open('ada', '/calls')
  await page.getByText('Wants an offer in May.').click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Notes').fill('Wants an offer in June.')
  await dialog.getByRole('button', { name: 'Save' }).click()
  await page.getByText('Wants an offer in June.').waitFor()
  await expectAccessible(page)
})
