import { parse } from 'content-disposition'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { AppApiScene } from '#test/app-api-scene.ts'
import { openMailServers, type TestMailServers } from '#test/mail-servers/open-mail-servers.ts'
import { type InboxScene, inboxScene } from './inbox-scene.ts'

let servers: TestMailServers
let inbox: InboxScene
let scene: AppApiScene

beforeAll(async () => {
  servers = await openMailServers()
  inbox = await inboxScene(servers)
  scene = inbox.scene
})
afterAll(async () => {
  await inbox.close()
  await servers.close()
})

const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)
const PDF = Buffer.from('%PDF-1.4 not much of an offer')

type Part = { headers: string[]; content: Buffer }

const file = (name: string, content: Buffer, type = 'application/pdf'): Part => ({
  headers: [`Content-Type: ${type}`, `Content-Disposition: attachment; ${name}`],
  content,
})
const picture = (contentId: string, content: Buffer, type = 'image/png'): Part => ({
  headers: [`Content-Type: ${type}`, `Content-ID: <${contentId}>`, 'Content-Disposition: inline'],
  content,
})

/** An answer of HTML with these parts beside it, as `answerTo` takes one. */
const mailOf = (
  parts: readonly Part[],
  {
    html = '<p>Here it is.</p>',
    type = 'mixed',
    headers = {},
  }: { html?: string; type?: string; headers?: object } = {},
) => ({
  headers: { 'MIME-Version': '1.0', 'Content-Type': `multipart/${type}; boundary="b"`, ...headers },
  body: [
    `--b\nContent-Type: text/html; charset=utf-8\n\n${html}\n`,
    ...parts.map(
      (part) =>
        `--b\n${part.headers.join('\n')}\nContent-Transfer-Encoding: base64\n\n${part.content.toString('base64')}\n`,
    ),
    '--b--',
  ].join(''),
})

type Listed = { fileName: string; mimeType: string; size: number; inline: boolean }

/** The mail that came into a thread. */
const mailIn = async (threadId: string): Promise<{ id: string; isCut: boolean; attachments: Listed[] }> =>
  (await scene.get(`/threads/${threadId}`)).body.mails.find(
    ({ direction }: { direction: string }) => direction === 'in',
  )

/** Of the mail that came into a thread; the bytes as they came. */
const download = async (threadId: string, { index = 0, key = scene.jane.apiKey, mail = '' } = {}) => {
  const query = new URLSearchParams({ mail: mail || (await mailIn(threadId)).id, index: String(index) })
  const answer = await scene.server.inject({
    url: `/api/v1/threads/${threadId}/attachment?${query}`,
    headers: { 'x-api-key': key },
  })
  return {
    status: answer.statusCode,
    headers: answer.headers,
    bytes: answer.rawPayload,
    words: answer.statusCode < 300 ? '' : String(answer.json().error.message),
    field: answer.statusCode < 300 ? undefined : answer.json().error.field,
  }
}

const nameOf = (header: unknown): string | undefined => parse(String(header)).parameters.filename

/** Another mail's UID, so that what lies there is not what is looked for. */
const misplace = (threadId: string) =>
  scene.db.query('UPDATE received_mails SET uid = 1 WHERE thread_id = $1', [threadId])

describe('an attachment', () => {
  test('is fetched from the mailbox, each by its place, and nothing in it can run', async () => {
    const bob = await inbox.meet()
    const page = Buffer.from('<script>alert(1)</script>')
    const id = await bob.answered(
      mailOf([file('filename="offer.pdf"', PDF), file('filename="page.html"', page, 'text/html')]),
    )
    expect((await mailIn(id)).attachments).toEqual([
      { fileName: 'offer.pdf', mimeType: 'application/pdf', size: PDF.length, inline: false },
      { fileName: 'page.html', mimeType: 'text/html', size: page.length, inline: false },
    ])
    const first = await download(id)
    expect(first.bytes).toEqual(PDF)
    expect(first.headers).toMatchObject({
      'content-type': 'application/pdf',
      'content-disposition': 'attachment; filename=offer.pdf',
      'x-content-type-options': 'nosniff',
      'cache-control': 'private, no-store',
      'content-security-policy': expect.stringContaining("sandbox; default-src 'none'"),
    })
    const second = await download(id, { index: 1 })
    expect(second.bytes).toEqual(page)
    expect(second.headers['content-type']).toBe('application/octet-stream')
    expect(await servers.unseen(inbox.boxes.jane.account)).toBeGreaterThan(0)
  })

  test('is called harmless by its first bytes, never by what its sender says', async () => {
    const bob = await inbox.meet()
    const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>')
    const id = await bob.answered(
      mailOf([file('filename="a.png"', svg, 'image/png'), file('filename="b.bin"', PNG, 'text/html')]),
    )
    expect((await download(id)).headers['content-type']).toBe('application/octet-stream')
    expect((await download(id, { index: 1 })).headers['content-type']).toBe('image/png')
  })

  test('has a name that hides nothing and leads nowhere', async () => {
    const bob = await inbox.meet()
    const long = `${'a'.repeat(300)}.pdf`
    const id = await bob.answered(
      mailOf([
        file(`filename*=UTF-8''${encodeURIComponent('../../etc/"pass"\r\nX-Evil: 1')}`, PDF),
        file(`filename*=UTF-8''${encodeURIComponent('invoice\u202efdp.exe')}`, PDF),
        file(`filename*=UTF-8''${encodeURIComponent('C:\\Users\\bob\\Müller 日本.pdf')}`, PDF),
        file(`filename="${long}"`, PDF),
        file('x=y', PDF),
      ]),
    )
    const names = [
      '_pass_X-Evil_ 1',
      'invoicefdp.exe',
      'Müller 日本.pdf',
      `${'a'.repeat(116)}.pdf`,
      'attachment-5.pdf',
    ]
    expect((await mailIn(id)).attachments.map(({ fileName }) => fileName)).toEqual(names)
    for (const [index, name] of names.entries()) {
      const { status, headers } = await download(id, { index })
      expect(status).toBe(200)
      expect(nameOf(headers['content-disposition'])).toBe(name)
      expect(headers['x-evil']).toBe(undefined)
    }
    expect((await download(id, { index: 2 })).headers['content-disposition']).toContain(
      "filename*=UTF-8''M%C3%BCller",
    )
  })

  test('of more than what is read on arrival is whole', async () => {
    const bob = await inbox.meet()
    const large = Buffer.alloc(3_000_000, 'Cadenza ')
    const id = await bob.answered(mailOf([file('filename="large.pdf"', large)]))
    expect(await mailIn(id)).toMatchObject({ isCut: true })
    const { status, bytes } = await download(id)
    expect(status).toBe(200)
    expect(bytes.equals(large)).toBe(true)
  })

  test('behind the beginning of a large mail is listed when somebody asks, and then downloaded', async () => {
    const bob = await inbox.meet()
    const large = Buffer.alloc(3_000_000, 'Cadenza ')
    const id = await bob.answered(
      mailOf([file('filename="large.pdf"', large), file('filename="behind.pdf"', PDF)]),
    )
    const { id: mail, isCut, attachments } = await mailIn(id)
    expect(isCut).toBe(true)
    expect(attachments).toHaveLength(1)
    const body = { mail }
    expect(
      (await scene.post(`/threads/${id}/attachments`, body, { key: scene.stranger.apiKey })).status,
    ).toBe(404)
    expect((await scene.post(`/threads/${id}/attachments`, body)).status).toBe(204)
    expect(await mailIn(id)).toMatchObject({
      isCut: false,
      attachments: [
        { fileName: 'large.pdf', size: large.length },
        { fileName: 'behind.pdf', size: PDF.length },
      ],
    })
    expect((await download(id, { index: 1 })).bytes).toEqual(PDF)
  })

  test('of a mail that was moved to another folder is found there, also where its UID is another mail’s', async () => {
    const bob = await inbox.meet('steve')
    const id = await bob.answered(mailOf([file('filename="offer.pdf"', PDF)]))
    await misplace(id)
    expect((await download(id, { key: scene.steve.apiKey })).bytes).toEqual(PDF)
    const { account } = inbox.boxes.steve
    await servers.createFolder(account, 'Archive').catch(() => undefined)
    await servers.moveAll(account, 'INBOX', 'Archive')
    expect((await download(id, { key: scene.steve.apiKey })).bytes).toEqual(PDF)
  })

  test('of a mail without a Message-ID is found by what its sender wrote', async () => {
    const bob = await inbox.meet()
    const id = await bob.answered(
      mailOf([file('filename="offer.pdf"', PDF)], { headers: { 'Message-ID': '' } }),
    )
    const other = await inbox.meet()
    await other.answered(
      mailOf([file('filename="other.pdf"', Buffer.from('%PDF other'))], { headers: { 'Message-ID': '' } }),
    )
    expect((await download(id)).bytes).toEqual(PDF)
    await misplace(id)
    expect((await download(id)).bytes).toEqual(PDF)
  })

  test('of a mail that is in no folder that is read is not there, and it says what to do', async () => {
    const bob = await inbox.meet()
    const id = await bob.answered(mailOf([file('filename="offer.pdf"', PDF)]))
    const { account } = inbox.boxes.jane
    await servers.createFolder(account, 'Elsewhere')
    await servers.moveAll(account, 'INBOX', 'Elsewhere')
    const { status, words } = await download(id)
    expect(status).toBe(404)
    expect(words).toContain(`no longer in the folders of ${account.address}`)
    expect(words).toContain('open it in your mail program')
  })

  test('is not handed out where a second mail took the Message-ID of the first', async () => {
    const bob = await inbox.meet()
    const headers = { 'Message-ID': `<taken.${bob.prospectId}@customer.test>` }
    const written = await bob.write()
    await bob.answers(written, mailOf([file('filename="offer.pdf"', PDF)], { headers }))
    const [thread] = await bob.threads()
    const { account } = inbox.boxes.jane
    await servers.moveAll(account, 'INBOX', 'Elsewhere')
    await bob.answers(written, mailOf([file('filename="virus.exe"', PDF)], { headers }))
    expect(await download(thread.id)).toMatchObject({ status: 404, field: 'index' })
  })

  test('that does not exist, or is somebody else’s, is not there', async () => {
    const bob = await inbox.meet('steve')
    const id = await bob.answered(mailOf([file('filename="offer.pdf"', PDF)]))
    const { id: mail } = await mailIn(id)
    const own = { key: scene.steve.apiKey, mail }
    expect((await download(id, own)).status).toBe(200)
    expect(await download(id, { ...own, index: 1 })).toMatchObject({ status: 404, field: 'index' })
    expect(await download(id, { ...own, index: -1 })).toMatchObject({ status: 400 })
    expect(await download(id, { ...own, mail: bob.prospectId })).toMatchObject({ status: 404, field: 'mail' })
    // A colleague who is a rep, and another company's admin.
    expect((await download(id, { mail, key: scene.jane.apiKey })).status).toBe(404)
    expect((await download(id, { mail, key: scene.stranger.apiKey })).status).toBe(404)
    const others = await (await inbox.meet()).answered()
    expect(await download(others, own)).toMatchObject({ status: 404, field: 'mail' })
  })
})

describe('pictures that were sent along', () => {
  const html = '<p>Look</p><img src="cid:one@x" alt="One"><img src="cid:two%40x"><img src="cid:bad@x">'
  const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>')
  const mail = () =>
    mailOf(
      [
        picture('one@x', PNG),
        picture('two@x', PNG, 'application/octet-stream'),
        picture('bad@x', svg),
        picture('unused@x', PNG),
        picture('doc@x', PDF, 'application/pdf; name=doc.pdf'),
      ],
      { html, type: 'related' },
    )

  test('are shown when somebody asks, and only what is a picture', async () => {
    const bob = await inbox.meet()
    const id = await bob.answered(mail())
    const { body: thread } = await scene.get(`/threads/${id}`)
    const came = thread.mails.find(({ direction }: { direction: string }) => direction === 'in')
    expect(came.missingImages).toBe(3)
    expect(came.html).not.toContain('data:')
    const { status, body } = await scene.get(`/threads/${id}/images?mail=${came.id}`)
    expect(status).toBe(200)
    expect(body.missingImages).toBe(1)
    expect(body.html.match(/src="data:image\/png;base64,/g)).toHaveLength(2)
    expect(body.html).not.toContain('svg')
    const frame = await scene.get(`/threads/${id}/frame?mail=${came.id}&attached=also`)
    expect(frame.text.match(/src="data:image\/png;base64,/g)).toHaveLength(2)
    expect((await scene.get(`/threads/${id}/frame?mail=${came.id}`)).text).not.toContain('data:image')
  })

  test('but to which the mail does not refer are files beside it, and so is what is no picture', async () => {
    const bob = await inbox.meet()
    const { attachments } = await mailIn(await bob.answered(mail()))
    expect(attachments.map(({ inline }) => inline)).toEqual([true, false, true, false, false])
  })

  test('are not shown to others, and a frame without them shows the mail', async () => {
    const bob = await inbox.meet('steve')
    const id = await bob.answered(mail())
    const { id: mailId } = await mailIn(id)
    for (const { apiKey } of [scene.jane, scene.stranger])
      expect((await scene.get(`/threads/${id}/images?mail=${mailId}`, { key: apiKey })).status).toBe(404)
    await servers.createFolder(inbox.boxes.steve.account, 'Elsewhere')
    await servers.moveAll(inbox.boxes.steve.account, 'INBOX', 'Elsewhere')
    expect((await scene.get(`/threads/${id}/images?mail=${mailId}`)).status).toBe(404)
    const frame = await scene.get(`/threads/${id}/frame?mail=${mailId}&attached=also`)
    expect(frame.status).toBe(200)
    expect(frame.text).toContain('Look')
  })
})

// Last: nothing can be fetched from these mailboxes afterwards.
describe('a mailbox', () => {
  test('that cannot be signed in to, or was removed, is named in a sentence', async () => {
    const bob = await inbox.meet()
    const id = await bob.answered(mailOf([file('filename="offer.pdf"', PDF)]))
    const { mailboxId, account } = inbox.boxes.jane
    const wrong = (url: string) => `${url.replace(/:[^:@/]+@/, ':wrong@')}?tls=none`
    const urls = { smtp: wrong(account.smtpUrl), imap: wrong(account.imapUrl) }
    const changed = await scene.put(`/mailboxes/${mailboxId}/servers`, urls, { key: scene.jane.apiKey })
    expect(changed.status, changed.text).toBe(200)
    expect(await download(id)).toMatchObject({
      status: 422,
      words: expect.stringContaining(`The mailbox ${account.address} cannot be signed in to: `),
    })
    await scene.delete(`/mailboxes/${mailboxId}`, { key: scene.jane.apiKey })
    expect(await download(id)).toMatchObject({
      status: 404,
      words: expect.stringContaining(`The mailbox ${account.address} was removed`),
    })
  })
})
