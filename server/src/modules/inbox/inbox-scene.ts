import { vi } from 'vitest'
import { answerTo } from '#modules/inbound/inbound-scene.ts'
import { appApiScene } from '#test/app-api-scene.ts'
import type { TestAccount, TestMailServers } from '#test/mail-servers/open-mail-servers.ts'

export type Box = { mailboxId: string; account: TestAccount }

/** A mail that one of ours sent, as it lies in the Inbox of whoever it went to. */
export type Delivered = { raw: string; messageId: string; to: string }

/**
 * The app's API with real mail servers: Steve (admin) and Jane (rep) have a mailbox each, which sends by itself only in an hour of the
 * night. Mails go and come when a test says so; each conversation of a test is with a prospect of its own.
 */
export const inboxScene = async (servers: TestMailServers) => {
  const scene = await appApiScene()
  const { steve, jane } = scene
  const post = async (path: string, body: object, key: string) => {
    const answer = await scene.post(path, body, { key })
    if (answer.status >= 300) throw new Error(answer.text)
    return answer.body
  }
  const addBox = async (name: string, key: string): Promise<Box> => {
    const account = servers.newAccount(name)
    const limits = { minGapSeconds: 0, maxGapSeconds: 0, window: { from: '01:00', to: '02:00' } }
    const from = `Somebody <${account.address}>`
    const urls = { smtp: `${account.smtpUrl}?tls=none`, imap: `${account.imapUrl}?tls=none` }
    return { mailboxId: (await post('/mailboxes', { from, ...urls, limits }, key)).id, account }
  }
  const boxes = { steve: await addBox('steve', steve.apiKey), jane: await addBox('jane', jane.apiKey) }
  const { companyId } = await scene.accounts.requireUserByEmail({ email: 'jane@acme.test' })

  const inboxOf = async (account: TestAccount): Promise<Delivered[]> =>
    (await servers.mailsOf(account)).map((bytes) => {
      const raw = bytes.toString('utf8')
      return { raw, messageId: /^Message-ID: (<.*>)/im.exec(raw)?.[1] ?? '', to: account.address }
    })
  /** What lies in an Inbox once the server that took the mails has delivered enough of them. */
  const delivered = (account: TestAccount, isEnough: (mails: Delivered[]) => boolean): Promise<Delivered[]> =>
    vi.waitUntil(
      async () => {
        const mails = await inboxOf(account)
        return isEnough(mails) && mails
      },
      { timeout: 20_000, interval: 50 },
    )
  const read = (box: Box) => scene.inbound.syncMailbox({ companyId, mailboxId: box.mailboxId })

  /** A prospect with an account, to whom Jane (or Steve) writes. */
  const meet = async (who: 'steve' | 'jane' = 'jane') => {
    const key = scene[who].apiKey
    const bob = servers.newAccount('bob')
    const prospect = { email: bob.address, firstName: 'Bob', lastName: 'Jones' }
    const prospectId: string = (await post('/prospects', prospect, key)).id
    /** The first `count` mails that came to him. */
    const mails = async (count: number): Promise<Delivered[]> =>
      (await delivered(bob, ({ length }) => length >= count)).slice(0, count)
    /** The mail that came to him as number `count`. */
    const mail = async (count: number): Promise<Delivered> => {
      const found = (await mails(count)).at(-1)
      if (!found) throw new Error('nothing was delivered')
      return found
    }
    /** Writes to him, and lets the mail leave. */
    const write = async ({ subject = 'A question', by = who } = {}): Promise<Delivered> => {
      const { length } = await inboxOf(bob)
      await post('/mails', { prospectId, subject, html: '<p>Do you have time?</p>' }, scene[by].apiKey)
      await scene.outbound.sendDue()
      return mail(length + 1)
    }
    /** His answer to a mail lies in a mailbox of ours, come at the scene's moment, and is read. */
    const answers = async (
      mail: Delivered,
      options: Parameters<typeof answerTo>[1] = {},
      box: Box = boxes[who],
    ): Promise<void> => {
      await servers.append(box.account, 'INBOX', answerTo(mail, options), scene.clock.now())
      await read(box)
    }
    const threads = async (query = '', as: string = steve.apiKey) =>
      (await scene.get(`/threads?prospectId=${prospectId}${query}`, { key: as })).body.items
    return {
      ...{ bob, prospectId, write, answers, threads, mail, mails },
      /** Is written to, and answers: the thread's id. */
      answered: async (options: Parameters<typeof answerTo>[1] = {}): Promise<string> => {
        await answers(await write(), options)
        const [first] = await threads('&state=all')
        if (!first) throw new Error('the answer made no thread')
        return first.id
      },
    }
  }
  return { ...{ scene, boxes, meet, read, delivered }, close: () => scene.close() }
}

export type InboxScene = Awaited<ReturnType<typeof inboxScene>>
