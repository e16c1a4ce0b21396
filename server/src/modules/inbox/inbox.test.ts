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

const minutesOn = (minutes: number): string =>
  new Date(scene.clock.now().getTime() + minutes * 60_000).toISOString()

const idsOf = (items: { id: string }[]): string[] => items.map(({ id }) => id)

describe('an answer', () => {
  test('stands in the inbox as an open, unread thread of the mailbox’s owner, the new text apart from the quote', async () => {
    const bob = await inbox.meet()
    const id = await bob.answered({
      body: 'Yes, Tuesday works.\n\nOn Mon, 2 Mar 2026 at 09:00, Jane wrote:\n> Do you have time?',
    })
    expect(await bob.threads()).toMatchObject([
      {
        ...{ id, kind: 'reply', state: 'open', unread: true, subject: 'A question', received: 1 },
        ...{ fromName: 'Bob', snippet: 'Yes, Tuesday works.', assigneeId: scene.jane.userId },
        prospect: { id: bob.prospectId, name: 'Bob Jones', status: 'replied' },
      },
    ])
    const { body } = await scene.get(`/threads/${id}`)
    expect(body.mails).toMatchObject([
      {
        direction: 'out',
        kind: 'manual',
        state: 'sent',
        subject: 'A question',
        newText: 'Do you have time?',
      },
      { direction: 'in', kind: 'reply', newText: 'Yes, Tuesday works.', html: null },
    ])
    expect(body.mails[1].text).toContain('> Do you have time?')
  })

  test('is answered from the mailbox it came to, within its thread, once, with the quote below', async () => {
    const bob = await inbox.meet()
    const id = await bob.answered({ headers: { 'Message-ID': '<bobs@customer.test>' } })
    const eve = servers.newAccount('eve')
    const answer = { html: '<p>Great!</p>', cc: [eve.address, bob.bob.address], done: true }
    const sent = await scene.post(`/threads/${id}/answers`, answer, { key: scene.jane.apiKey })
    expect(sent.status).toBe(202)
    await scene.outbound.sendDue()
    const { raw } = await bob.mail(2)
    expect(raw).toMatch(new RegExp(`^From: .*${inbox.boxes.jane.account.address}`, 'm'))
    expect(raw).toMatch(/^Subject: Re: A question\r$/m)
    expect(raw).toMatch(/^In-Reply-To: <bobs@customer\.test>\r$/m)
    expect(raw).toMatch(/^References: <\S+>\s+<bobs@customer\.test>\r$/m)
    expect(raw).toMatch(new RegExp(`^Cc: ${eve.address}\r$`, 'm'))
    expect(raw).toMatch(/Great![\s\S]*Bob.*wrote:[\s\S]*Yes, gladly\./)
    await inbox.delivered(eve, ({ length }) => length === 1)
    expect(await scene.outbound.sendDue()).toBe(0)
    expect((await scene.get(`/threads/${id}`)).body).toMatchObject({
      ...{ state: 'done', unread: false, answeredAt: expect.any(String) },
      mails: [{}, {}, { direction: 'out', kind: 'answer', state: 'sent', newText: 'Great!' }],
    })
  })

  test('to our answer comes into the same thread, which is open and unread again', async () => {
    const bob = await inbox.meet()
    const id = await bob.answered()
    await scene.post(`/threads/${id}/answers`, { html: '<p>When?</p>', done: true })
    await scene.outbound.sendDue()
    scene.clock.advance(60_000)
    await bob.answers(await bob.mail(2), { body: 'On Friday.' })
    expect(await bob.threads()).toMatchObject([
      { id, state: 'open', unread: true, received: 2, snippet: 'On Friday.' },
    ])
  })

  test('can be taken back until it begins to leave, and then cannot', async () => {
    const bob = await inbox.meet()
    const id = await bob.answered()
    const write = () => scene.post(`/threads/${id}/answers`, { html: '<p>Oops</p>', delaySeconds: 10 })
    const first = await write()
    expect(await scene.outbound.sendDue()).toBe(0)
    expect((await scene.delete(`/mails/${first.body.messageId}`)).status).toBe(204)
    const second = await write()
    scene.clock.advance(11_000)
    await scene.outbound.sendDue()
    expect(await scene.refused('DELETE', `/mails/${second.body.messageId}`)).toEqual({
      status: 409,
      field: 'id',
    })
    expect((await bob.mails(2)).filter(({ raw }) => raw.includes('Oops'))).toHaveLength(1)
    const { body } = await scene.get(`/threads/${id}`)
    const states = body.mails.map(({ state }: { state: string }) => state)
    expect(states.filter(Boolean).sort()).toEqual(['cancelled', 'sent', 'sent'])
  })

  test('that a server refuses is shown with its words, and a colleague’s dead address says nothing of the prospect', async () => {
    const bob = await inbox.meet()
    const id = await bob.answered()
    await scene.post(`/threads/${id}/answers`, { html: '<p>Hi</p>', to: 'gone@refused.test' })
    await scene.outbound.sendDue()
    const { body } = await scene.get(`/threads/${id}`)
    expect(body.mails.find(({ kind }: { kind: string }) => kind === 'answer')).toMatchObject({
      state: 'refused',
      serverWords: expect.stringMatching(/^550 5\.1\.1 /),
    })
    expect(body.prospect.status).toBe('replied')
    expect((await scene.get(`/prospects/${bob.prospectId}`)).body.suppressedBy).toBe(null)
  })

  test('to one in copy whose address is dead comes back, and says nothing of the prospect', async () => {
    const bob = await inbox.meet()
    const id = await bob.answered()
    await scene.post(`/threads/${id}/answers`, { html: '<p>Hi</p>', cc: ['nobody@bounce.test'] })
    await scene.outbound.sendDue()
    const { jane } = inbox.boxes
    await inbox.delivered(jane.account, (mails) => mails.some(({ raw }) => raw.includes('delivery-status')))
    await inbox.read(jane)
    const { body } = await scene.get(`/threads/${id}`)
    expect(body.mails.map(({ kind }: { kind: string }) => kind)).toContain('bounce')
    expect(body).toMatchObject({ kind: 'reply', prospect: { status: 'replied' } })
  })

  test('keeps the pace of its mailbox, at whatever hour', async () => {
    const { mailboxId } = inbox.boxes.steve
    const bob = await inbox.meet('steve')
    const id = await bob.answered()
    scene.clock.advance(2 * 3_600_000)
    await scene.patch(`/mailboxes/${mailboxId}`, {
      limits: { hourly: 2, minGapSeconds: 60, maxGapSeconds: 90 },
    })
    const write = async () => (await scene.post(`/threads/${id}/answers`, { html: '<p>Hi</p>' })).body.sendsAt
    expect([await write(), await write(), await write()]).toEqual([minutesOn(0), minutesOn(1), minutesOn(60)])
    await scene.patch(`/mailboxes/${mailboxId}`, {
      limits: { hourly: null, minGapSeconds: 0, maxGapSeconds: 0 },
    })
    scene.clock.advance(2 * 3_600_000)
  })

  test('is refused for what cannot be sent, at the field that is wrong', async () => {
    const id = await (await inbox.meet()).answered()
    const refused = (body: object) => scene.refused('POST', `/threads/${id}/answers`, { body })
    expect(await refused({ html: '<p> </p>' })).toEqual({ status: 400, field: 'html' })
    expect(await refused({ html: 'Hi', to: 'nobody' })).toEqual({ status: 400, field: 'to' })
    const bcc = { html: 'Hi', cc: ['ann@x.test', 'b@c.test\r\nBcc: d@e.test'] }
    expect(await refused(bcc)).toEqual({ status: 400, field: 'cc[1]' })
    expect(await refused({ html: 'Hi', subject: ' ' })).toEqual({ status: 400, field: 'subject' })
    expect(await refused({ html: 'Hi', answers: '0'.repeat(24) })).toEqual({ status: 404, field: 'answers' })
    expect(await refused({ html: 'Hi', delaySeconds: 999 })).toEqual({ status: 400, field: 'delaySeconds' })
  })

  test('goes to nobody who is not to be mailed, and not out of a paused mailbox', async () => {
    const bob = await inbox.meet('steve')
    const id = await bob.answered()
    const body = { html: 'Hi' }
    const refused = (more = {}) =>
      scene.refused('POST', `/threads/${id}/answers`, { body: { ...body, ...more } })
    await scene.post('/suppressions', { kind: 'address', value: 'eve@x.test' })
    expect(await refused({ cc: ['Eve@x.test'] })).toEqual({ status: 400, field: 'cc' })
    const { mailboxId } = inbox.boxes.steve
    await scene.post(`/mailboxes/${mailboxId}/pause`, {})
    expect(await refused()).toEqual({ status: 422, field: 'mailboxId' })
    await scene.post(`/mailboxes/${mailboxId}/resume`)
    const queued = await scene.post(`/threads/${id}/answers`, body)
    await scene.post(`/prospects/${bob.prospectId}/unsubscribe`)
    await scene.outbound.sendDue()
    const { mails } = (await scene.get(`/threads/${id}`)).body
    const stored = mails.find((mail: { id: string }) => mail.id === queued.body.messageId)
    expect(stored.state).toBe('cancelled')
    expect(await refused()).toEqual({ status: 422, field: 'prospectId' })
  })
})

describe('the list', () => {
  test('has each kind by itself, counted, and what was done or put off where it belongs', async () => {
    const before = (await scene.get('/threads/counts')).body
    const bob = await inbox.meet()
    const first = await bob.write({ subject: 'First' })
    const second = await bob.write({ subject: 'Second' })
    await bob.answers(first)
    scene.clock.advance(60_000)
    const away = { Subject: 'Automatic reply: Second', 'Auto-Submitted': 'auto-replied' }
    await bob.answers(second, { headers: away, body: 'I am away.' })
    const [out, reply] = await bob.threads()
    expect([out, reply]).toMatchObject([
      { kind: 'auto_reply', subject: 'Second' },
      { kind: 'reply', subject: 'First' },
    ])
    expect(await bob.threads('&kind=reply')).toMatchObject([{ id: reply.id }])
    const { reply: replies, auto_reply: absences } = before.open
    expect((await scene.get('/threads/counts')).body).toMatchObject({
      open: { reply: replies + 1, auto_reply: absences + 1 },
      unread: { auto_reply: before.unread.auto_reply + 1 },
      snoozed: 0,
    })

    const change = (body: object) => scene.patch('/threads', { threadIds: [reply.id], ...body })
    await change({ snoozedUntil: minutesOn(60), unread: false, assigneeId: scene.steve.userId })
    expect(await bob.threads()).toMatchObject([{ id: out.id }])
    expect(await bob.threads('&state=snoozed')).toMatchObject([{ id: reply.id, state: 'snoozed' }])
    expect(await bob.threads(`&state=all&assigneeId=${scene.steve.userId}`)).toMatchObject([{ id: reply.id }])
    expect((await scene.get('/threads/counts')).body).toMatchObject({ open: { reply: replies }, snoozed: 1 })
    scene.clock.advance(61 * 60_000)
    expect(idsOf(await bob.threads())).toEqual([reply.id, out.id])

    await change({ state: 'done' })
    expect(await bob.threads('&state=done')).toMatchObject([{ id: reply.id, snoozedUntil: null }])
    await change({ snoozedUntil: minutesOn(5) })
    await change({ snoozedUntil: null })
    expect(idsOf(await bob.threads())).toEqual([out.id, reply.id])
    expect(
      await scene.refused('PATCH', '/threads', { body: { threadIds: ['0'.repeat(24)], unread: true } }),
    ).toEqual({
      status: 404,
      field: 'threadIds[0]',
    })
    for (const assigneeId of ['', '0'.repeat(24)]) {
      const body = { threadIds: [reply.id], assigneeId }
      expect(await scene.refused('PATCH', '/threads', { body })).toEqual({ status: 404, field: 'assigneeId' })
    }
  })

  test('is found by words of its mails and of its prospect, and paged without loss', async () => {
    const bob = await inbox.meet()
    for (const subject of ['Alpha', 'Beta', 'Gamma'])
      await bob.answers(await bob.write({ subject }), { body: `About ${subject}` })
    const subjects = (items: { subject: string }[]) => items.map(({ subject }) => subject).sort()
    expect(subjects(await bob.threads('&q=gam'))).toEqual(['Gamma'])
    expect(subjects(await bob.threads('&q=jones%20about'))).toEqual(['Alpha', 'Beta', 'Gamma'])
    expect(await bob.threads('&q=delta')).toEqual([])
    const list = `/threads?prospectId=${bob.prospectId}&limit=2`
    const page = await scene.get(list)
    const rest = await scene.get(`${list}&cursor=${page.body.next}`)
    expect(subjects([...page.body.items, ...rest.body.items])).toEqual(['Alpha', 'Beta', 'Gamma'])
    expect(rest.body.next).toBe(null)
  })

  test('shows a rep his own, and another’s when it is given to him', async () => {
    const key = scene.jane.apiKey
    const ann = await inbox.meet('steve')
    const id = await ann.answered()
    expect(await ann.threads('', key)).toEqual([])
    expect((await scene.get(`/threads/${id}`, { key })).status).toBe(404)
    await scene.patch('/threads', { threadIds: [id], assigneeId: scene.jane.userId })
    expect((await scene.get(`/threads/${id}`, { key })).body).toMatchObject({ canAnswer: true })
    expect(idsOf(await ann.threads('', key))).toEqual([id])
    const { companyId } = await scene.accounts.requireUserByEmail({ email: 'jane@acme.test' })
    await scene.inbox.handOverThreads({ companyId, fromId: scene.jane.userId, toId: scene.steve.userId })
    expect(await ann.threads('', key)).toEqual([])
  })

  test('keeps a rep from writing out of a colleague’s mailbox', async () => {
    const key = scene.jane.apiKey
    const bob = await inbox.meet()
    await bob.answers(await bob.write({ by: 'steve' }), {}, inbox.boxes.steve)
    const [thread] = await bob.threads('', key)
    expect((await scene.get(`/threads/${thread.id}`, { key })).body.canAnswer).toBe(false)
    const body = { html: 'Hi' }
    expect(await scene.refused('POST', `/threads/${thread.id}/answers`, { key, body })).toEqual({
      status: 403,
      field: 'id',
    })
  })
})

test('HTML of a mail comes sanitised, with pictures of other servers only when they are asked for', async () => {
  const bob = await inbox.meet()
  const body =
    '<p onclick="evil()">Hello</p><script>evil()</script><img src="https://x.test/a.png"><a href="javascript:evil()">a</a>'
  const id = await bob.answered({ headers: { 'Content-Type': 'text/html; charset=utf-8' }, body })
  const mailOf = async (query = '') => (await scene.get(`/threads/${id}${query}`)).body.mails.at(-1)
  expect(await mailOf()).toMatchObject({
    html: expect.stringMatching(/^<p>Hello<\/p><img \/><span>a<\/span>\s*$/),
    blockedImages: 1,
  })
  expect(await mailOf('?images=remote')).toMatchObject({
    html: expect.stringContaining('https://x.test/a.png'),
    blockedImages: 0,
  })
  const frame = await scene.get(`/threads/${id}/frame`)
  expect(frame.headers['content-security-policy']).toMatch(
    /default-src 'none'; img-src data: https: http:; .*sandbox allow-same-origin/,
  )
  expect(frame.text).toContain('<p>Hello</p><img src="https://x.test/a.png" /><span>a</span>')
  expect(await scene.refused('GET', `/threads/${id}/frame?mail=nothing`)).toEqual({
    status: 404,
    field: 'mail',
  })
})
