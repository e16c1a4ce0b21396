import { readFile } from 'node:fs/promises'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { answerTo } from '#modules/inbound/inbound-scene.ts'
import {
  openMailServers,
  type TestAccount,
  type TestMailServers,
} from '#test/mail-servers/open-mail-servers.ts'
import { expectAccessible } from './expect-accessible.ts'
import { type WebScene, webScene } from './web-scene.ts'

let servers: TestMailServers
let scene: WebScene
let robs: TestAccount
let mailboxId: string

const idIn = (answer: unknown): string => {
  const id: unknown = typeof answer === 'object' && answer !== null ? Reflect.get(answer, 'id') : undefined
  if (typeof id !== 'string') throw new Error('no id came back')
  return id
}

beforeAll(async () => {
  servers = await openMailServers()
  scene = await webScene({ mayReach: () => true })
  robs = servers.newAccount('rob')
  mailboxId = idIn(
    await scene.call('rob', 'POST', '/mailboxes', {
      from: `Rob Rep <${robs.address}>`,
      smtp: `${robs.smtpUrl}?tls=none`,
      imap: `${robs.imapUrl}?tls=none`,
      limits: { minGapSeconds: 0, maxGapSeconds: 0 },
    }),
  )
})
afterAll(async () => {
  await scene.close()
  await servers.close()
})

/** Nobody waits out the seconds in which an answer could be taken back, nor those in which mails stand behind it. */
const sendQueued = async (): Promise<void> => {
  await scene.db.query(`UPDATE messages SET not_before = queued_at WHERE state = 'queued'`)
  await scene.app.outbound.sendDue()
}

let answers = 0

/** Rob writes to somebody new, who answers, a second or more after whoever answered before, since servers tell the time of arrival in whole seconds. */
const converse = async (
  { subject, firstName = 'Bob' }: { subject: string; firstName?: string },
  answer?: Parameters<typeof answerTo>[1],
): Promise<TestAccount> => {
  const bob = servers.newAccount('bob')
  const prospect = { email: bob.address, firstName, lastName: 'Jones' }
  const prospectId = idIn(await scene.call('rob', 'POST', '/prospects', prospect))
  await scene.call('rob', 'POST', '/mails', { prospectId, subject, html: '<p>Do you have time?</p>' })
  await sendQueued()
  const [raw] = await servers.mailsOf(bob)
  const messageId = /^Message-ID: (<.*>)/im.exec(raw?.toString() ?? '')?.[1] ?? ''
  answers += 1
  const at = new Date(Date.now() + answers * 1_000)
  await servers.append(robs, 'INBOX', answerTo({ messageId, to: bob.address }, answer), at)
  const { companyId } = await scene.app.accounts.requireUserByEmail({ email: 'rob@acme.test' })
  await scene.app.inbound.syncMailbox({ companyId, mailboxId })
  return bob
}

const threadOf = (page: Page) => page.getByRole('region', { name: 'Thread' })

test('an inbox without a mailbox or an answer says what to do first', async () => {
  const page = await scene.open('rita', '/inbox')
  await page.getByText('No mailbox is connected').waitFor()
  await expectAccessible(page)
  await page.getByRole('link', { name: 'Connect a mailbox' }).click()
  await page.waitForURL(/\/mailboxes\/new/)
})

test('an answer is read, answered by the keyboard, taken back, and sent', async () => {
  const body = 'Yes, Tuesday works.\n\nOn Mon, 2 Mar 2026 at 09:00, Rob wrote:\n> Do you have time?'
  const bob = await converse({ subject: 'A meeting' }, { body })
  const page = await scene.open('rob', '/inbox')
  await threadOf(page).getByText('Yes, Tuesday works.').waitFor()
  expect(await threadOf(page).getByText('> Do you have time?').count()).toBe(0)
  await page.getByRole('button', { name: 'Mark as unread' }).waitFor()
  await page.getByRole('button', { name: 'Show the whole mail' }).last().click()
  await threadOf(page).getByText('> Do you have time?').waitFor()
  await expectAccessible(page)

  await page.keyboard.press('r')
  const text = page.getByRole('textbox', { name: 'Text of the mail' })
  await text.waitFor()
  await text.fill('At nine then?')
  await page.reload()
  await text.getByText('At nine then?').waitFor()
  await expectAccessible(page)
  await text.click()
  await page.keyboard.press('Control+Enter')
  await text.waitFor({ state: 'detached' })
  // The editor, which is gone, had a button of this name too.
  await page.getByRole('button', { name: 'Undo' }).click()
  await text.getByText('At nine then?').waitFor()
  await page.getByRole('button', { name: 'Send and done' }).click()
  await text.waitFor({ state: 'detached' })
  // The notice of the answer that was taken back may still be shown, so it tells nothing of this one.
  const mails = await vi.waitUntil(
    async () => {
      await sendQueued()
      const found = await servers.mailsOf(bob)
      return found.length > 1 && found
    },
    { timeout: 20_000, interval: 200 },
  )
  const [, answer, ...others] = mails
  expect(others).toEqual([])
  expect(answer?.toString()).toMatch(/Subject: Re: A meeting[\s\S]*At nine then\?[\s\S]*wrote:/)
  await page.getByRole('link', { name: 'Done' }).click()
  // What was taken back stands there too, above it.
  await threadOf(page).getByRole('article').last().getByText('At nine then?').waitFor()
})

test('threads are worked through with the keyboard, and what was done can be undone', async () => {
  await converse({ subject: 'Second', firstName: 'Second' })
  await converse({ subject: 'First', firstName: 'First' })
  const page = await scene.open('rob', '/inbox')
  const title = (name: string) => page.getByRole('heading', { level: 2, name })
  await title('First').waitFor()
  await page.keyboard.press('j')
  await title('Second').waitFor()
  await page.keyboard.press('k')
  await title('First').waitFor()
  await page.keyboard.press('e')
  await title('Second').waitFor()
  await page.getByText('The thread is done.').waitFor()
  await page.getByRole('button', { name: 'Undo' }).first().click()
  await page.getByRole('button', { name: /First/ }).waitFor()

  await page.keyboard.press('s')
  await page.getByRole('menuitem', { name: /In a week/ }).click()
  await page.getByRole('link', { name: /^Snoozed/ }).click()
  await page.getByText(/put off until/).waitFor()
  await page.getByRole('button', { name: 'Wake up' }).click()
  await page.getByText('Nothing put off').waitFor()

  await page.getByRole('link', { name: /^Open/ }).click()
  await page.getByRole('checkbox', { name: /Select First/ }).check()
  await page.getByRole('checkbox', { name: /Select Second/ }).check()
  await page.getByRole('toolbar').getByRole('button', { name: 'Done' }).click()
  await page.getByText('2 threads are done.').waitFor()
})

test('a hostile mail and a hostile name run nothing and ask nobody for anything', async () => {
  const attack = 'window.top.attacked = true; fetch("https://evil.test/")'
  const html = `<p>Harmless</p><script>${attack}</script><img src=x onerror='${attack}'>
    <svg onload='${attack}'><script>${attack}</script></svg><a href="javascript:${encodeURI(attack)}">press</a>
    <meta http-equiv="refresh" content="0;url=https://evil.test/"><base href="https://evil.test/">
    <link rel="stylesheet" href="https://evil.test/a.css"><style>@import url(https://evil.test/b.css);</style>
    <div style="background:url(https://evil.test/c.png)">x</div><img src="https://evil.test/d.png">
    <form action="https://evil.test/"><input name="a" autofocus onfocus='${attack}'><button>go</button></form>
    <iframe src="https://evil.test/"></iframe><video src="https://evil.test/e"></video>
    <img alt="Ours" src="${scene.url}/page.css">`
  const name = `<img src=x onerror='${attack}'>`
  await converse(
    { subject: name, firstName: name },
    {
      headers: { 'Content-Type': 'text/html; charset=utf-8', From: `"${name}" <eve@evil.test>` },
      body: html,
    },
  )
  const page = await scene.open('rob', '/inbox')
  await threadOf(page).getByText('Harmless').waitFor()
  await page.getByRole('button', { name: 'Show the whole mail' }).last().click()
  const frame = page.frameLocator('iframe[title^="Mail:"]')
  await frame.getByText('Harmless').waitFor()
  await expectAccessible(page)

  // What stands for the pictures of other servers here is one of our own address: the page may not ask others for any.
  await page.route('https://evil.test/**', (route) => route.abort())
  const asked: string[] = []
  page.on('request', (request) => asked.push(request.url()))
  await scene.db.query(`UPDATE received_mails SET html = replace(html, 'https://evil.test/d.png', $1)`, [
    `${scene.url}/asked-for.png`,
  ])
  await page.getByRole('button', { name: 'Load remote images' }).click()
  await frame.getByText('Harmless').waitFor()
  await expect.poll(() => asked.some((url) => url.endsWith('/asked-for.png'))).toBe(true)
  expect(await page.evaluate('window.attacked')).toBe(undefined)
  expect(page.url()).toContain('/inbox')
})

test('an attachment is downloaded, images that were sent along are shown, and both say why when they cannot be', async () => {
  const png =
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='
  const part = (headers: string, content: string) =>
    `--b\n${headers}\nContent-Transfer-Encoding: base64\n\n${content}\n`
  const base64 = (text: string) => Buffer.from(text).toString('base64')
  const name = `filename*=UTF-8''${encodeURIComponent('../the offer\u202efdp.pdf')}`
  await converse(
    { subject: 'With files' },
    {
      headers: { 'MIME-Version': '1.0', 'Content-Type': 'multipart/related; boundary=b' },
      body: [
        '--b\nContent-Type: text/html\n\n<p>See the logo</p><img src="cid:logo@x" alt="Logo">\n',
        part('Content-Type: image/png\nContent-ID: <logo@x>\nContent-Disposition: inline', png),
        part(`Content-Type: application/pdf\nContent-Disposition: attachment; ${name}`, base64('%PDF-1.4')),
        part(
          'Content-Type: text/html\nContent-ID: <page@x>\nContent-Disposition: attachment; filename=page.html',
          base64('<p>x</p>'),
        ),
        '--b--',
      ].join(''),
    },
  )
  const page = await scene.open('rob', '/inbox')
  const files = threadOf(page).getByRole('list', { name: 'Attachments' })
  await files.waitFor()
  expect(await files.getByRole('button').allInnerTexts()).toEqual([
    expect.stringMatching(/^the offerfdp\.pdf\s+8 B$/),
    expect.stringMatching(/^page\.html\s+8 B$/),
  ])
  await expectAccessible(page)
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    files.getByRole('button', { name: /the offerfdp/ }).click(),
  ])
  expect(download.suggestedFilename()).toBe('the offerfdp.pdf')
  expect(await readFile(await download.path(), 'utf8')).toBe('%PDF-1.4')

  await page.getByRole('button', { name: 'Show the whole mail' }).last().click()
  const logo = page.frameLocator('iframe[title^="Mail:"]').getByRole('img', { name: 'Logo' })
  expect(await logo.getAttribute('src')).toBe(null)
  await page.getByRole('button', { name: 'Show attached images' }).click()
  await expect.poll(() => logo.getAttribute('src')).toMatch(/^data:image\/png;base64,/)
  expect(await logo.evaluate((image) => Reflect.get(image, 'naturalWidth'))).toBe(1)
  await page.getByRole('button', { name: 'Show attached images' }).waitFor({ state: 'detached' })

  await servers.createFolder(robs, 'Elsewhere')
  await servers.moveAll(robs, 'INBOX', 'Elsewhere')
  await files.getByRole('button', { name: /page\.html/ }).click()
  await threadOf(page).getByRole('alert').getByText('no longer in the folders').waitFor()
  await page.reload()
  await page.getByRole('button', { name: 'Show the whole mail' }).last().click()
  await page.getByRole('button', { name: 'Show attached images' }).click()
  await threadOf(page).getByRole('alert').getByText('no longer in the folders').waitFor()
  await expectAccessible(page)
})

test('of a large mail all attachments are listed when somebody asks', async () => {
  const file = (name: string, content: Buffer) =>
    `--b\nContent-Type: application/pdf; name=${name}\nContent-Transfer-Encoding: base64\n\n${content.toString('base64')}\n`
  await converse(
    { subject: 'Large' },
    {
      headers: { 'MIME-Version': '1.0', 'Content-Type': 'multipart/mixed; boundary=b' },
      body: `--b\n\nHere they are.\n${file('large.pdf', Buffer.alloc(2_000_000))}${file('behind.pdf', Buffer.from('%PDF-1.4'))}--b--`,
    },
  )
  const page = await scene.open('rob', '/inbox')
  const files = threadOf(page).getByRole('list', { name: 'Attachments' })
  await files.getByRole('button', { name: 'large.pdf over 1.1 MB' }).waitFor()
  await expectAccessible(page)
  await files.getByRole('button', { name: 'List all attachments' }).click()
  await files.getByRole('button', { name: 'behind.pdf' }).waitFor()
  await files.getByRole('button', { name: 'large.pdf 2.0 MB' }).waitFor()
  expect(await files.getByRole('button').count()).toBe(2)
})

test('on a phone one part is shown at a time', async () => {
  await converse({ subject: 'On the phone' })
  const page = await scene.open('rob', '/inbox', 360)
  await page.getByRole('button', { name: /On the phone/ }).click()
  await threadOf(page).getByText('Yes, gladly.').waitFor()
  expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(360)
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Back to the list' }).click()
  await page.getByRole('button', { name: /On the phone/ }).waitFor()
  expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(360)
  await page.getByLabel('Part of the inbox').selectOption({ label: 'Snoozed' })
  await page.getByText('Nothing put off').waitFor()
})

test('mails of which nobody knows whether they left are shown and settled', async () => {
  await scene.call('rob', 'POST', '/mails/test', {
    mailboxId,
    to: 'a@b.test',
    subject: 'Did it go?',
    body: 'x',
  })
  await scene.db.query(
    `UPDATE messages SET state = 'uncertain', sending_at = queued_at WHERE subject = 'Did it go?'`,
  )
  const page = await scene.open('rob', '/inbox?folder=uncertain')
  await page.getByText('Did it go?').waitFor()
  await expectAccessible(page)
  await page.getByRole('button', { name: 'It was sent' }).click()
  await page.getByText('Nothing is uncertain').waitFor()
})
