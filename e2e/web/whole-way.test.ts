import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseMessage } from '@cadenza/mailkit'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { readConfig } from '#config.ts'
import { createRecordScanner } from '#modules/imports/scan-records.ts'
import { answerTo } from '#modules/inbound/inbound-scene.ts'
import { silentLog } from '#platform/log/index.ts'
import { type RunningServer, startServer } from '#start-server.ts'
import { createTestDatabase } from '#test/database.ts'
import {
  openMailServers,
  type TestAccount,
  type TestMailServers,
} from '#test/mail-servers/open-mail-servers.ts'
import { freePort } from '../free-port.ts'
import { shiftedClock } from '../shifted-clock.ts'
import { buildWeb } from './build-web.ts'
import { fillMailbox, passwordOf } from './fill-mailbox.ts'
import { openBrowser, type TestBrowser } from './open-browser.ts'

const SECOND = 1_000
const DAY = 86_400_000

const clock = shiftedClock()
let mail: TestMailServers
let server: RunningServer
let browser: TestBrowser
/** Undone last to first. */
const undo: (() => Promise<unknown>)[] = []

/** The milliseconds until a Tuesday at noon, which is an hour of work wherever the company stands. */
const untilTuesday = (now: Date): number => {
  const noon = Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate(), 12)
  return noon + (((2 - now.getUTCDay() + 7) % 7) + 7) * DAY - now.getTime()
}

beforeAll(async () => {
  await buildWeb()
  clock.forward(untilTuesday(clock.now()))
  const { url: databaseUrl, drop } = await createTestDatabase()
  undo.push(drop)
  mail = await openMailServers()
  undo.push(() => mail.close())
  const dataDir = await mkdtemp(join(tmpdir(), 'cadenza-whole-way-'))
  undo.push(() => rm(dataDir, { recursive: true, force: true }))
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  const env = { DATABASE_URL: databaseUrl, DATA_DIR: dataDir, PORT: String(port), PUBLIC_URL: url }
  const parts = { clock, mayReach: () => true }
  server = await startServer({ config: readConfig({ env }), log: silentLog(), parts })
  undo.push(() => server.stop())
  browser = await openBrowser(url)
  undo.push(() => browser.close())
})
afterAll(async () => {
  for (const step of undo.reverse()) await step()
})

/** The newest mail of an account, once it has `count` of them. */
const arrived = async (account: TestAccount, count: number) => {
  const mails = await vi.waitUntil(
    async () => {
      const found = await mail.mailsOf(account)
      return found.length >= count && found
    },
    { timeout: 45_000, interval: 200 },
  )
  return parseMessage(mails[count - 1] ?? Buffer.from(''))
}

/** Whole minutes pass, in which whatever waits for its moment goes. */
const minutesPass = (minutes: number): void => clock.forward(minutes * 60 * SECOND)

const signUp = async (page: Page): Promise<string> => {
  await page.getByLabel('Your name').fill('Ann Berg')
  await page.getByLabel('Company').fill('Acme')
  await page.getByLabel('Mail address').fill('ann@acme.test')
  await page.getByLabel('Password', { exact: true }).fill('correct horse 42')
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: 'Cadenza is yours' }).waitFor()
  await page.getByRole('link', { name: 'Go on' }).click()
  await page.getByText('0 of 4 done').waitFor()
  return page.url()
}

const connectMailbox = async (page: Page, account: TestAccount): Promise<void> => {
  await page.getByRole('link', { name: 'Connect a mailbox' }).click()
  await page.getByLabel('Mail address').fill(account.address)
  await fillMailbox(page, account)
  await page.getByLabel('Password', { exact: true }).fill(passwordOf(account))
  await page.getByRole('button', { name: 'Try and connect' }).click()
  await page.getByRole('heading', { level: 1, name: account.address }).waitFor()
}

const importPeople = async (page: Page, people: readonly TestAccount[]): Promise<void> => {
  const rows = people.map(({ address }, index) => `${address},Person ${index},Firm ${index}`)
  const file = Buffer.from(['Email,First Name,Company', ...rows].join('\n'))
  await page.goto('/prospects/import')
  await page
    .locator('input[type=file]')
    .setInputFiles({ name: 'people.csv', mimeType: 'text/csv', buffer: file })
  await page.getByText(`The first ${people.length}: ${people.length} add`).waitFor()
  await page.getByRole('button', { name: 'Start the import' }).click()
  await page.waitForURL(/\/prospects\/imports\//)
  await page.getByText('Done', { exact: true }).waitFor()
}

const addStep = async (page: Page, kind: string): Promise<void> => {
  await page.getByRole('button', { name: 'Add a step' }).click()
  await page.getByRole('menuitem', { name: kind, exact: true }).click()
}

const writeCadence = async (page: Page): Promise<void> => {
  await page.goto('/cadences')
  await page.getByRole('button', { name: 'Begin' }).click()
  await page.getByRole('menuitem', { name: 'Empty' }).click()
  await page.getByLabel('Name').fill('Spring')
  await page.keyboard.press('Enter')
  await addStep(page, 'Mail')
  await page.getByLabel('Subject').fill('A question for {{ Company }}')
  await page.getByRole('textbox', { name: 'Text of the mail' }).click()
  await page.keyboard.type('Do you have time?')
  await addStep(page, 'Call')
  await page.getByLabel('What is to be done').fill('Ring them')
  await page.getByRole('status').getByText('Saved').waitFor()
  await page.getByRole('button', { name: 'Publish' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Publish' }).click()
  await page.getByText('“Spring” is live.').waitFor()
}

const startEverybody = async (page: Page, count: number): Promise<void> => {
  await page.goto('/prospects')
  await page.getByLabel('Select all that are shown').check()
  const bar = page.getByRole('toolbar', { name: 'Selected prospects' })
  await bar.getByRole('button', { name: 'Start' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('combobox', { name: 'Start in' }).click()
  await page.getByRole('option', { name: 'Spring' }).click()
  await dialog.getByRole('img', { name: new RegExp(`^${count} mails`) }).waitFor()
  await dialog.getByRole('button', { name: `Start ${count} prospects` }).click()
  await page.getByText(`${count} prospects started.`).waitFor()
}

/** The columns of one line in the file that the table of a report is saved as. The browser's own clock stands earlier: all days are asked for. */
const lineOf = async (page: Page, title: string, line: RegExp): Promise<Record<string, string>> => {
  const button = page.getByRole('button', { name: `${title}: download as CSV` })
  const [download] = await Promise.all([page.waitForEvent('download'), button.click()])
  const scanner = createRecordScanner(',')
  const records = [...scanner.push(await readFile(await download.path(), 'utf8')), ...scanner.end()]
  const [header = [], ...lines] = records.map((record) => ('cells' in record ? record.cells : []))
  const values = lines.find((cells) => line.test(cells.join())) ?? []
  return Object.fromEntries(header.map((name, index) => [name, values[index] ?? '']))
}

/** Every report tells of two who were written to, of one answer, and of the call. */
const readReports = async (page: Page): Promise<void> => {
  const today = clock.now().toISOString().slice(0, 10)
  const mails = { Sent: '2', Replied: '1', 'Replied %': '50', Bounced: '0' }
  await page.goto('/reports?range=all')
  expect(await lineOf(page, 'Cadences and journeys', /^Spring,/)).toMatchObject({ Started: '2', ...mails })
  await page.goto('/reports/cohort?range=all')
  expect(await lineOf(page, 'Prospects by the day of their start', RegExp(today))).toMatchObject({
    Started: '2',
    Replied: '1',
    Completed: '1',
  })
  await page.goto('/reports/engagement?range=all')
  expect(await lineOf(page, 'Mails by day', RegExp(today))).toMatchObject(mails)
  await page.goto('/reports/steps?range=all')
  expect(await lineOf(page, 'Mails by step', /^Step 1,/)).toMatchObject(mails)
  // The mailbox and its owner also sent the answer to the answer.
  await page.goto('/reports/mailboxes?range=all')
  expect(await lineOf(page, 'Health now', /^ann\./)).toMatchObject({ 'Last mails': '3', Replied: '1' })
  await page.goto('/reports/team?range=all')
  expect(await lineOf(page, 'What each did', /^Ann Berg,/)).toMatchObject({
    Calls: '1',
    Talked: '245',
    'Tasks done': '1',
    Sent: '3',
    Replied: '1',
  })
}

/** A key made in the settings. */
const makeKey = async (page: Page): Promise<string> => {
  await page.goto('/settings/api-keys')
  await page.getByRole('button', { name: 'New key' }).first().click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Name').fill('CRM')
  await page.keyboard.press('Enter')
  const key = (await dialog.getByText(/^cdz_/).textContent()) ?? ''
  await dialog.getByRole('button', { name: 'I have kept it' }).click()
  return key
}

/** The link that an invited colleague gets. */
const invite = async (page: Page, email: string): Promise<string> => {
  await page.goto('/settings/team')
  await page.getByRole('button', { name: 'Invite', exact: true }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Mail address').fill(email)
  await dialog.getByRole('button', { name: 'Invite' }).click()
  return (await dialog.getByText('/invitation/').textContent()) ?? ''
}

test('from the first run to answers, tasks, reports, a key and a colleague', async () => {
  const sender = mail.newAccount('ann')
  const [bob, leo] = [mail.newAccount('bob'), mail.newAccount('leo')]

  const page = await browser.openSignedOut((await server.app.accounts.claimPath()) ?? '')
  await signUp(page)
  await connectMailbox(page, sender)
  await importPeople(page, [bob, leo])
  await writeCadence(page)
  await startEverybody(page, 2)

  // The mails go, and each is told on the page of its prospect.
  const both = Promise.all([arrived(bob, 1), arrived(leo, 1)])
  minutesPass(10)
  const [toBob] = await both
  expect(toBob).toMatchObject({ subject: 'A question for Firm 0', from: { address: sender.address } })

  // An answer is in the inbox without a reload, and is answered from there, within its thread.
  await page.goto('/inbox')
  await page.getByRole('heading', { level: 1, name: 'Inbox' }).waitFor()
  await mail.send({
    from: bob,
    to: sender.address,
    raw: answerTo({ messageId: toBob.messageId ?? '', to: bob.address }, { body: 'Yes, Thursday.' }),
  })
  await page.getByText('Yes, Thursday.').first().click()
  await page.keyboard.press('r')
  await page.getByRole('textbox', { name: 'Text of the mail' }).fill('At nine then?')
  await page.getByRole('button', { name: 'Send and done' }).click()
  await page.getByText(/Your answer (is on its way|goes at)/).waitFor()
  minutesPass(5)
  expect(await arrived(bob, 2)).toMatchObject({
    subject: expect.stringMatching(/^Re: /),
    text: expect.stringContaining('At nine then?'),
  })

  // The one who answered is left alone; the call with the other is made.
  await page.goto('/tasks')
  const work = page.getByRole('region', { name: 'Ring them' })
  await work.getByLabel('How long, in minutes and seconds').fill('4:05')
  await work.getByLabel('Notes of the call').fill('Wants an offer')
  await page.keyboard.press('Control+Enter')
  await work.waitFor({ state: 'detached' })
  await page.getByRole('tab', { name: /Done today/ }).click()
  await page.getByRole('button', { name: /Ring them/ }).waitFor()

  await readReports(page)

  // A program that was written for Klenty works with the key.
  const apiKey = await makeKey(page)
  const klenty = await fetch(`${server.url}/apis/v1/user/ann@acme.test/prospects?Email=${bob.address}`, {
    headers: { 'x-api-key': apiKey },
  })
  expect(await klenty.json()).toMatchObject([{ Email: bob.address, Company: 'Firm 0', List: 'people' }])

  // A colleague comes in by his link: the shared cadence is there, the prospects of others are not.
  const link = await invite(page, 'rob@acme.test')
  const rob = await browser.openSignedOut(new URL(link).pathname)
  await rob.getByLabel('Your name').fill('Rob Rep')
  await rob.getByLabel('Password', { exact: true }).fill('a password of his own')
  await rob.getByRole('button', { name: 'Join' }).click()
  await rob.getByRole('navigation', { name: 'Main' }).waitFor()
  await rob.goto('/prospects')
  await rob.getByText('No prospects yet').waitFor()
  await rob.goto('/inbox')
  await rob.getByText('No mailbox is connected').waitFor()
})
