import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { createTestDatabase } from '#test/database.ts'
import { FIREFOX, PUBLIC_URL, type TrackingScene, trackingScene } from './tracking-scene.ts'

let db: Awaited<ReturnType<typeof createTestDatabase>>
beforeAll(async () => {
  db = await createTestDatabase()
})
afterAll(() => db.drop())

/** Every test has companies of its own. */
let scene: TrackingScene
let other: TrackingScene
beforeEach(async () => {
  scene = await trackingScene(db.db)
  other = await trackingScene(db.db, 'another key, as long as the first')
})
afterEach(async () => {
  await scene.server.close()
  await other.server.close()
})

type Mail = { companyId: string; messageId: string }

const htmlOf = (mail: Mail, ...addresses: string[]) =>
  scene.tracking.trackHtml({
    ...mail,
    html: addresses.map((address) => `<a href="${address}">x</a>`).join(''),
    opens: true,
    clicks: true,
  }).html
const pixelOf = (mail: Mail): string => /<img src="([^"]+)"/.exec(htmlOf(mail))?.[1] ?? ''
const linksOf = (mail: Mail, ...addresses: string[]): string[] =>
  [...htmlOf(mail, ...addresses).matchAll(/<a href="([^"]+)"/g)].map(([, link = '']) => link)
const unsubscribeLinkOf = (mail: Mail): string =>
  scene.tracking.unsubscribeOf({ ...mail, mailboxAddress: 'steve@acme.test' }).link ?? ''

/** Clicks are kept when a second has passed without another. */
const settledClicks = async (count: number) => {
  scene.clock.advance(1_000)
  return vi.waitFor(async () => {
    const events = await scene.eventsOf('clicked')
    expect(events.length).toBe(count)
    return events
  })
}

describe('the pixel', () => {
  test('is an image that nobody keeps, and an event with all that the mail belongs to', async () => {
    const mail = await scene.insertMail()
    const answer = await scene.visit(pixelOf(mail))
    expect(answer.statusCode).toBe(200)
    expect(answer.headers).toMatchObject({ 'content-type': 'image/gif', 'cache-control': 'no-store' })
    expect(answer.rawPayload.subarray(0, 6).toString()).toBe('GIF89a')
    const at = scene.clock.now()
    expect(await scene.eventsOf('opened')).toMatchObject([
      {
        occurredAt: at,
        prospectId: scene.prospectId,
        messageId: mail.messageId,
        mailboxId: expect.stringMatching(/^[0-9a-f]{24}$/),
        data: { machine: false, agent: FIREFOX, first: true, sentAt: expect.stringMatching(/Z$/) },
      },
    ])
    expect(scene.engaged).toEqual([{ ...mail, what: 'opened', at }])
  })

  test('asked for by a machine is kept with the reason, proves that the mail was sent, and drives nothing else', async () => {
    const mail = await scene.insertMail()
    const head = await scene.visit(pixelOf(mail), { method: 'HEAD' })
    expect(head).toMatchObject({ statusCode: 200, payload: '' })
    expect(scene.proven).toEqual([mail.messageId])
    expect(scene.engaged).toEqual([])
    await scene.visit(pixelOf(mail), { agent: 'Mozilla/5.0' })
    await scene.visit(pixelOf(await scene.insertMail({ sentAt: scene.clock.now() })))
    await scene.visit(pixelOf(await scene.insertMail({ state: 'uncertain', sentAt: null })))
    const events = await scene.eventsOf('opened')
    expect(events.map(({ data }) => [data.machine, data.reason])).toEqual([
      [true, 'head'],
      [true, 'apple_privacy'],
      [true, 'prefetch'],
      [false, undefined],
    ])
    // A mail that no server answered for was given to one an hour ago: a person's look proves that it arrived.
    expect(scene.engaged.length).toBe(1)
  })

  test.each(['sec-purpose', 'purpose'])(
    'fetched ahead by a browser, as %s says, was not looked at',
    async (name) => {
      const url = pixelOf(await scene.insertMail()).replace(PUBLIC_URL, '')
      await scene.server.inject({ url, headers: { 'user-agent': FIREFOX, [name]: 'prefetch;anonymous' } })
      expect(await scene.eventsOf('opened')).toMatchObject([{ data: { machine: true, reason: 'prefetch' } }])
    },
  )

  test('asked for many times at once is one event, later again another', async () => {
    const pixel = pixelOf(await scene.insertMail())
    await Promise.all(Array.from({ length: 8 }, () => scene.visit(pixel)))
    scene.clock.advance(4_999)
    await scene.visit(pixel)
    expect((await scene.eventsOf('opened')).length).toBe(1)
    await scene.visit(pixel, { agent: `${FIREFOX} OtherMachine/1` })
    scene.clock.advance(5_000)
    await scene.visit(pixel)
    expect((await scene.eventsOf('opened')).length).toBe(3)
  })

  test('keeps an agent of any length and letters short', async () => {
    const answer = await scene.visit(pixelOf(await scene.insertMail()), { agent: `${'ü'.repeat(2_000)}` })
    expect(answer.statusCode).toBe(200)
    const [event] = await scene.eventsOf('opened')
    expect(String(event?.data.agent).length).toBe(300)
  })

  test('of a test mail tells only that somebody looked', async () => {
    const mail = await scene.insertMail({ kind: 'test' })
    await scene.visit(pixelOf(mail))
    expect(await scene.eventsOf('opened')).toEqual([])
    expect(scene.engaged).toMatchObject([{ messageId: mail.messageId, what: 'opened' }])
  })

  test('of a mail that is gone is still an image', async () => {
    const mail = await scene.insertMail()
    await db.db.query('DELETE FROM messages WHERE company_id = $1', [mail.companyId])
    expect((await scene.visit(pixelOf(mail))).statusCode).toBe(200)
  })
})

describe('a link', () => {
  test('leads to its target at once, and is an event a second later', async () => {
    const mail = await scene.insertMail()
    const [link = ''] = linksOf(mail, 'https://example.org/a?b=1&amp;c=ä#d')
    const answer = await scene.visit(link)
    expect(answer.statusCode).toBe(302)
    expect(answer.headers.location).toBe('https://example.org/a?b=1&c=%C3%A4#d')
    expect(answer.headers).toMatchObject({ 'cache-control': 'no-store', 'referrer-policy': 'no-referrer' })
    const at = scene.clock.now()
    expect(await settledClicks(1)).toMatchObject([
      {
        occurredAt: at,
        messageId: mail.messageId,
        data: { url: 'https://example.org/a?b=1&c=%C3%A4#d', machine: false, agent: FIREFOX },
      },
    ])
    expect(scene.engaged).toEqual([{ ...mail, what: 'clicked', at }])
  })

  test('visited with another of the same mail within a second is a filter at work', async () => {
    const mail = await scene.insertMail()
    const [first = '', second = ''] = linksOf(mail, 'https://a.example/', 'https://b.example/')
    await scene.visit(first)
    scene.clock.advance(900)
    await scene.visit(second)
    const events = await settledClicks(2)
    expect(events.map(({ data }) => data.reason)).toEqual(['scanner', 'scanner'])
    expect(scene.engaged).toEqual([])
    expect(new Set(scene.proven)).toEqual(new Set([mail.messageId]))
    await scene.visit(first)
    expect((await settledClicks(3)).at(-1)?.data).toMatchObject({ machine: false })
  })

  test('visited together with the unsubscribe page is a filter at work', async () => {
    const mail = await scene.insertMail()
    await scene.visit(linksOf(mail, 'https://a.example/')[0] ?? '')
    await scene.visit(unsubscribeLinkOf(mail))
    expect(await settledClicks(1)).toMatchObject([{ data: { machine: true, reason: 'scanner' } }])
  })

  test('of another mail at the same moment has nothing to do with it', async () => {
    for (const mail of [await scene.insertMail(), await scene.insertMail()])
      await scene.visit(linksOf(mail, `https://${mail.messageId}.example/`)[0] ?? '')
    const events = await settledClicks(2)
    expect(events.map(({ data }) => data.machine)).toEqual([false, false])
  })

  test('clicked twice is one event', async () => {
    const [link = ''] = linksOf(await scene.insertMail(), 'https://a.example/')
    await scene.visit(link)
    await scene.visit(link)
    await settledClicks(1)
    await scene.visit(link)
    await settledClicks(1)
  })

  test('clicked just before the server stops is kept', async () => {
    await scene.visit(linksOf(await scene.insertMail(), 'https://a.example/')[0] ?? '')
    await scene.server.close()
    expect((await scene.eventsOf('clicked')).length).toBe(1)
  })

  test('leads on when it cannot be recorded', async () => {
    const mail = await scene.insertMail()
    const [link = ''] = linksOf(mail, 'https://a.example/')
    await db.db.query('ALTER TABLE messages RENAME TO lost')
    expect((await scene.visit(link)).statusCode).toBe(302)
    expect((await scene.visit(pixelOf(mail))).statusCode).toBe(200)
    await scene.server.close()
    await db.db.query('ALTER TABLE lost RENAME TO messages')
    expect(await scene.eventsOf('opened')).toEqual([])
  })
})

describe('unsubscribing', () => {
  const post = (link: string, payload = '', type = 'application/x-www-form-urlencoded') =>
    scene.server.inject({
      method: 'POST',
      url: link.replace(PUBLIC_URL, ''),
      payload,
      headers: type === '' ? {} : { 'content-type': type },
    })
  const suppression = (source: string) => ({
    companyId: scene.companyId,
    prospectId: scene.prospectId,
    reason: 'unsubscribed',
    source,
    detail: null,
  })

  test('is asked about by a page that does nothing, runs nothing and loads only its style', async () => {
    const link = unsubscribeLinkOf(await scene.insertMail())
    for (const method of ['GET', 'HEAD'] as const) {
      const answer = await scene.visit(link, { method })
      expect(answer.statusCode).toBe(200)
      expect(answer.headers['content-type']).toBe('text/html; charset=utf-8')
      expect(answer.headers['content-security-policy']).toContain("default-src 'none'; style-src 'self'")
      expect(answer.headers['cache-control']).toBe('no-store')
    }
    const { body } = await scene.visit(link)
    expect(body).toMatch(/from Acme to <strong>ann@example\.org<\/strong>/)
    expect(body).toMatch(/<form method="post">\s*<button type="submit">Unsubscribe<\/button>/)
    expect(body).not.toMatch(/<script|style=/)
    const style = new URL(/href="([^"]+\.css)"/.exec(body)?.[1] ?? '', link)
    expect((await scene.visit(style.href)).headers['content-type']).toBe('text/css; charset=utf-8')
    expect(scene.suppressed).toEqual([])
    expect(await scene.eventsOf('unsubscribed')).toEqual([])
  })

  test('speaks in the words of the company', async () => {
    const link = unsubscribeLinkOf(await scene.insertMail())
    const page = {
      language: 'de',
      name: null,
      title: null,
      question: 'Schade, {address}!',
      button: null,
      done: null,
    }
    await scene.db.query(`UPDATE companies SET settings = jsonb_build_object('unsubscribePage', $1::jsonb)`, [
      JSON.stringify(page),
    ])
    const { body } = await scene.visit(link)
    await scene.db.query(`UPDATE companies SET settings = '{}'`)
    expect(body).toMatch(
      /<html lang="de">[\s\S]*Schade, <strong>ann@example\.org<\/strong>![\s\S]*>Abmelden<\/button>/,
    )
  })

  test('is done by the button', async () => {
    const mail = await scene.insertMail()
    const answer = await post(unsubscribeLinkOf(mail))
    expect(answer.statusCode).toBe(200)
    expect(answer.body).toMatch(/You are unsubscribed[\s\S]*ann@example\.org/)
    expect(scene.suppressed).toEqual([suppression('link')])
    expect(await scene.eventsOf('unsubscribed')).toMatchObject([
      { messageId: mail.messageId, occurredAt: scene.clock.now(), data: { source: 'link' } },
    ])
  })

  test.each([
    ['url-encoded', 'List-Unsubscribe=One-Click', 'application/x-www-form-urlencoded'],
    [
      'multipart',
      '--b\r\nContent-Disposition: form-data; name="List-Unsubscribe"\r\n\r\nOne-Click\r\n--b--\r\n',
      'multipart/form-data; boundary=b',
    ],
  ])('is done by one click, %s', async (_, payload, type) => {
    const answer = await post(unsubscribeLinkOf(await scene.insertMail()), payload, type)
    expect(answer.statusCode).toBe(200)
    expect(scene.suppressed).toEqual([suppression('one-click')])
  })

  test.each([
    ['no body and no type', '', ''],
    ['JSON', '{}', 'application/json'],
    ['what is no JSON', '{', 'application/json'],
    ['another type', 'x', 'text/x-unknown'],
    ['a body without a type', 'x', ''],
    ['a form of another kind', 'a=1&b=2', 'application/x-www-form-urlencoded'],
  ])('is done by a POST with %s', async (_, payload, type) => {
    expect((await post(unsubscribeLinkOf(await scene.insertMail()), payload, type)).statusCode).toBe(200)
    expect(scene.suppressed).toEqual([suppression('link')])
  })

  test('refuses what is too large to be a form', async () => {
    const link = unsubscribeLinkOf(await scene.insertMail())
    expect((await post(link, 'x'.repeat(16_385))).statusCode).toBe(413)
    expect(scene.suppressed).toEqual([])
  })

  test('again, and at once, does no harm: one event a mail', async () => {
    const link = unsubscribeLinkOf(await scene.insertMail())
    const answers = await Promise.all([post(link), post(link, 'List-Unsubscribe=One-Click'), post(link)])
    expect(answers.map(({ statusCode }) => statusCode)).toEqual([200, 200, 200])
    expect((await scene.eventsOf('unsubscribed')).length).toBe(1)
    await post(unsubscribeLinkOf(await scene.insertMail()))
    expect((await scene.eventsOf('unsubscribed')).length).toBe(2)
  })

  test('from a test mail stops nobody', async () => {
    const link = unsubscribeLinkOf(await scene.insertMail({ kind: 'test' }))
    expect((await scene.visit(link)).body).toContain('This was a test mail')
    expect((await post(link, 'List-Unsubscribe=One-Click')).body).toContain('This was a test mail')
    expect(scene.suppressed).toEqual([])
  })

  test('from a mail that is gone says so', async () => {
    const mail = await scene.insertMail()
    await db.db.query('DELETE FROM messages WHERE company_id = $1', [mail.companyId])
    for (const answer of [await scene.visit(unsubscribeLinkOf(mail)), await post(unsubscribeLinkOf(mail))]) {
      expect(answer.statusCode).toBe(410)
      expect(answer.body).toContain('This mail is not kept any more')
    }
  })
})

describe('a link that is not ours', () => {
  test('gets 404, tells nothing and does nothing', async () => {
    const mail = await scene.insertMail()
    const links = [pixelOf(mail), linksOf(mail, 'https://a.example/')[0] ?? '', unsubscribeLinkOf(mail)]
    const changed = links.flatMap((link) => [
      link.replace(/.(?=\.gif$|$)/, '!'),
      link.slice(0, -6),
      `${link}/x`,
    ])
    for (const link of changed) {
      const answers = [await scene.visit(link), await scene.visit(link, { method: 'HEAD' })]
      for (const answer of answers) {
        expect(answer.statusCode, link).toBe(404)
        expect(answer.headers.location).toBeUndefined()
        expect(answer.body).not.toMatch(/ann@|Acme|a\.example/)
      }
    }
    // Signed with the key of another installation.
    for (const link of links) expect((await other.visit(link)).statusCode).toBe(404)
    const posted = await other.server.inject({
      method: 'POST',
      url: (links[2] ?? '').replace(PUBLIC_URL, ''),
    })
    expect(posted.statusCode).toBe(404)
    expect(posted.body).toContain('This link is not valid')
    expect(other.suppressed).toEqual([])
    expect([...(await scene.eventsOf('opened')), ...(await scene.eventsOf('clicked'))]).toEqual([])
  })

  test('cannot be made of the parts of others', async () => {
    const mail = await scene.insertMail()
    const [first = '', second = ''] = linksOf(mail, 'https://a.example/', 'https://b.example/')
    const mixed = `${first.slice(0, first.lastIndexOf('/'))}${second.slice(second.lastIndexOf('/'))}`
    expect((await scene.visit(mixed)).statusCode).toBe(404)
    const token = unsubscribeLinkOf(mail).split('/').at(-1) ?? ''
    expect((await scene.visit(`${PUBLIC_URL}/o/${token}.gif`)).statusCode).toBe(404)
    expect((await scene.visit(`${PUBLIC_URL}/c/${token}/${second.split('/').at(-1)}`)).statusCode).toBe(404)
  })
})
