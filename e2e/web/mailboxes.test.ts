import { afterAll, beforeAll, expect, test } from 'vitest'
import { openMailServers, type TestMailServers } from '../../server/test/mail-servers/open-mail-servers.ts'
import { expectAccessible } from './expect-accessible.ts'
import { fillMailbox, passwordOf } from './fill-mailbox.ts'
import { type WebScene, webScene } from './web-scene.ts'

let scene: WebScene
let servers: TestMailServers
beforeAll(async () => {
  servers = await openMailServers()
  scene = await webScene({
    mayReach: () => true,
    dns: {
      mx: async () => ['aspmx.l.google.com'],
      txt: async (name) => (name.startsWith('_dmarc') ? ['v=DMARC1; p=none'] : []),
    },
  })
})
afterAll(async () => {
  await scene.close()
  await servers.close()
})

test('a mailbox is connected: guessed, refused with the server’s words, then tried and kept; paused for a holiday', async () => {
  const account = servers.newAccount('web')
  const page = await scene.open('ada', '/mailboxes')
  await page.getByText('No mailbox yet').waitFor()
  await expectAccessible(page)
  await page.getByRole('link', { name: 'Connect a mailbox' }).first().click()
  await page.getByLabel('Mail address').fill(account.address)
  // Its domain's mail goes to Google; the servers are others.
  await page.getByText(/needs 2-Step Verification/).waitFor()
  await fillMailbox(page, account)
  await page.getByLabel('Password', { exact: true }).fill('not it')
  await page.getByRole('button', { name: 'Try and connect' }).click()
  await page
    .getByText(/the sign-in was refused/)
    .first()
    .waitFor()
  await expectAccessible(page)
  await page.getByLabel('Password', { exact: true }).fill(passwordOf(account))
  await page.getByRole('button', { name: 'Try and connect' }).click()
  await page.getByRole('heading', { level: 1, name: account.address }).waitFor()

  await page.getByText('and the big providers refuse').waitFor({ state: 'detached' })
  await page.getByText('It asks receivers for reports').waitFor()
  await page.getByLabel('Mails a day').fill('120')
  await page.getByLabel('Begin with few and add some each day').check({ force: true })
  await page.getByText(/It reaches 120 mails a day/).waitFor()
  await page.getByRole('button', { name: 'Save limits' }).click()
  await page.getByText('The limits hold from now on.').waitFor()
  await expectAccessible(page)

  await page.getByRole('button', { name: 'Pause' }).click()
  await page.getByLabel('Reason').fill('On holiday')
  await page.getByRole('dialog').getByRole('button', { name: 'Pause' }).click()
  await page.getByText('On holiday').first().waitFor()
  await page.getByRole('button', { name: 'Resume' }).click()
  await page.getByText('It sends again.').waitFor()
  const { rows } = await scene.db.query<{ state: string; daily: number }>(
    `SELECT state, (limits ->> 'daily')::int AS daily FROM mailboxes`,
  )
  expect(rows).toEqual([{ state: 'running', daily: 120 }])
})

test('on a phone the list and the forms fit', async () => {
  for (const path of ['/mailboxes', '/mailboxes/new']) {
    const page = await scene.open('ada', path, 360)
    await page.getByRole('heading', { level: 1 }).waitFor()
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(360)
    await expectAccessible(page)
  }
})
