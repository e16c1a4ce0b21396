import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Database } from '#platform/db/index.ts'
import { createTestDatabase } from '#test/database.ts'
import type { StepMail } from '../index.ts'
import { type OutboundScene, outboundScene } from '../outbound-scene.ts'

let database: Awaited<ReturnType<typeof createTestDatabase>>
let db: Database
let scene: OutboundScene
let mailboxId: string

beforeAll(async () => {
  database = await createTestDatabase()
  db = database.db
})
afterAll(() => database.drop())
beforeEach(async () => {
  scene = await outboundScene(db, { smtpPort: 1 })
  mailboxId = (await scene.addMailbox({ from: 'Steve Miller <steve@acme.test>', signature: '<b>Steve</b>' }))
    .id
})

/** A mail of a step of no real sequence: recording asks for none. */
const stepMail = (
  prospectId: string,
  input: Partial<StepMail> & { subject?: string; body?: string } = {},
): StepMail => {
  const { subject = 'Hello', body = '<p>Hi</p>', ...rest } = input
  return {
    enrolmentId: scene.newId(),
    prospectId,
    mailboxId,
    sequenceId: 's',
    stepId: 'step1',
    visit: 1,
    option: { id: 'option1', subject, body },
    threadId: null,
    sendBefore: new Date('2026-03-02T18:00:00Z'),
    settings: { track: { opens: false, clicks: false }, unsubscribe: false },
    ...rest,
  }
}
const record = (...mails: StepMail[]) =>
  db.transaction((tx) => scene.outbound.recordStepMails(tx, { companyId: scene.companyId, mails }))
const threads = async () =>
  (await db.query('SELECT * FROM threads WHERE company_id = $1 ORDER BY id', [scene.companyId])).rows

describe('recording', () => {
  it('queues a rendered mail in a thread of its own', async () => {
    const [prospectId = ''] = await scene.addProspects(1)
    const { rows } = await db.query<{ email: string; first_name: string }>(
      'SELECT * FROM prospects WHERE id = $1',
      [prospectId],
    )
    const mail = stepMail(prospectId, { subject: 'For {{ FirstName }}', body: '<p>Hi {{ FirstName }}</p>' })
    const [result] = await record(mail)
    const stored = await scene.mail()
    expect(result).toEqual({
      enrolmentId: mail.enrolmentId,
      outcome: 'recorded',
      messageId: stored.id,
      threadId: stored.thread_id,
    })
    const name = rows[0]?.first_name
    expect(stored).toMatchObject({
      kind: 'sequence',
      state: 'queued',
      message_id: `<${stored.id}@acme.test>`,
      to_address: rows[0]?.email,
      subject: `For ${name}`,
      html: `<p>Hi ${name}</p>\n<div><b>Steve</b></div>`,
      text: `Hi ${name}\n\nSteve`,
      in_reply_to: null,
      reference_ids: [],
      tracked: false,
      list_unsubscribe: false,
      not_before: scene.clock.now(),
    })
    expect(await threads()).toMatchObject([
      { id: stored.thread_id, prospect_id: prospectId, subject: `For ${name}` },
    ])
  })

  it('adds what the settings ask for: pixel and links, the way out; the text part has neither pixel nor wrapped links', async () => {
    const [prospectId = ''] = await scene.addProspects(1)
    await record(
      stepMail(prospectId, {
        body: '<a href="https://acme.test">us</a>',
        settings: { track: { opens: true, clicks: true }, unsubscribe: true },
      }),
    )
    const { id, html, text, ...stored } = await scene.mail()
    expect(stored).toMatchObject({ tracked: true, list_unsubscribe: true })
    expect(html).toContain(`<a href="https://t.test/u/${id}">`)
    expect(html).toContain(`<img src="https://t.test/o/${id}">`)
    expect(text).toContain('us <https://acme.test>')
    expect(text).not.toContain('/o/')
  })

  it('holds back what lacks a variable or is broken, and records the rest', async () => {
    const [one = '', two = '', three = '', four = ''] = await scene.addProspects(4)
    const results = await record(
      stepMail(one, { body: '{{ FirstName }} of {{ Company }}', subject: '{{ Title }}' }),
      stepMail(two, { body: '{{ FirstName | nonsense }}' }),
      stepMail(three),
      stepMail(four, { subject: '{% if Company %}x{% endif %}' }),
    )
    expect(results).toMatchObject([
      { outcome: 'missing_variable', variables: ['Title', 'Company'] },
      { outcome: 'template_error', message: expect.stringContaining('nonsense') },
      { outcome: 'recorded' },
      { outcome: 'template_error', message: expect.stringContaining('empty') },
    ])
    expect(await scene.mails()).toHaveLength(1)
    expect(await threads()).toHaveLength(1)
  })

  it('records whatever filters make of the fields', async () => {
    const [prospectId = ''] = await scene.addProspects(1)
    await db.query(`UPDATE prospects SET first_name = '😀 Ann' WHERE id = $1`, [prospectId])
    const body = '{{ FirstName | split: "" | first }}{{ "a%00b" | url_decode }}&#0;&#xd800;{{ FirstName }}'
    expect(
      await record(stepMail(prospectId, { subject: '{{ FirstName | slice: 1, 4 }}', body })),
    ).toMatchObject([{ outcome: 'recorded' }])
    expect((await scene.mail()).html).toContain('\ufffdab')
  })

  it('records no visit of a step twice, whatever it is asked', async () => {
    const [prospectId = ''] = await scene.addProspects(1)
    const mail = stepMail(prospectId)
    const [first] = await record(mail)
    expect(first?.outcome).toBe('recorded')
    expect(await record(mail)).toMatchObject([{ outcome: 'template_error' }])
    expect(await record({ ...mail, visit: 2 })).toMatchObject([{ outcome: 'recorded' }])
    expect(await scene.mails()).toHaveLength(2)
    expect(await threads()).toHaveLength(2)
  })

  it('needs as many statements for many mails as for one', async () => {
    const prospectIds = await scene.addProspects(120)
    const count = (mails: StepMail[]) =>
      db.transaction(async (tx) => {
        let statements = 0
        const counted = {
          query: <R>(text: string, values?: readonly unknown[]) => {
            statements += 1
            return tx.query<R>(text, values)
          },
        }
        await scene.outbound.recordStepMails(counted, { companyId: scene.companyId, mails })
        return statements
      })
    const [first = '', ...others] = prospectIds
    expect(await count(others.map((id) => stepMail(id)))).toBe(await count([stepMail(first)]))
  })
})

describe('a follow-up', () => {
  const sent = async (id: string, seenMessageId: string | null = null) => {
    scene.clock.advance(1000)
    await db.query(`UPDATE messages SET state = 'sent', sent_at = $2, seen_message_id = $3 WHERE id = $1`, [
      id,
      scene.clock.now(),
      seenMessageId,
    ])
  }
  const recordOne = async (mail: StepMail) => {
    const [result] = await record(mail)
    if (result?.outcome !== 'recorded') throw new Error(`not recorded: ${JSON.stringify(result)}`)
    return result
  }
  const stored = async (id: string) => (await scene.mails()).find((mail) => mail.id === id)

  it('without a subject answers in the thread, by the ids that recipients see', async () => {
    const [prospectId = ''] = await scene.addProspects(1)
    const first = await recordOne(stepMail(prospectId, { subject: 'Fwd: Plans' }))
    await sent(first.messageId, '<seen@provider.test>')
    const { threadId } = first
    const second = await recordOne(stepMail(prospectId, { subject: ' ', stepId: 'step2', threadId }))
    expect(second.threadId).toBe(threadId)
    expect(await stored(second.messageId)).toMatchObject({
      subject: 'Re: Fwd: Plans',
      in_reply_to: '<seen@provider.test>',
      reference_ids: ['<seen@provider.test>'],
      thread_id: threadId,
    })
    await sent(second.messageId)
    const third = await recordOne(stepMail(prospectId, { subject: '', stepId: 'step3', threadId }))
    expect(await stored(third.messageId)).toMatchObject({
      subject: 'Re: Fwd: Plans',
      in_reply_to: `<${second.messageId}@acme.test>`,
      reference_ids: ['<seen@provider.test>', `<${second.messageId}@acme.test>`],
    })
    expect(await threads()).toHaveLength(1)
  })

  it('with a subject begins a new thread', async () => {
    const [prospectId = ''] = await scene.addProspects(1)
    const first = await recordOne(stepMail(prospectId))
    await sent(first.messageId)
    const second = await recordOne(
      stepMail(prospectId, { subject: 'New', stepId: 'step2', threadId: first.threadId }),
    )
    expect(second.threadId).not.toBe(first.threadId)
    expect(await stored(second.messageId)).toMatchObject({
      subject: 'New',
      in_reply_to: null,
      reference_ids: [],
    })
    expect(await threads()).toHaveLength(2)
  })

  it('that has nothing to follow is held', async () => {
    const [prospectId = ''] = await scene.addProspects(1)
    expect(await record(stepMail(prospectId, { subject: '' }))).toMatchObject([{ outcome: 'template_error' }])
  })
})

describe('texts of tasks', () => {
  it('are filled in, each for its prospect; a missing field leaves nothing, a broken text stays', async () => {
    const [one = '', two = ''] = await scene.addProspects(2)
    await db.query(`UPDATE prospects SET first_name = 'Ann & Co' WHERE id = $1`, [one])
    await db.query(`UPDATE prospects SET first_name = 'Bob' WHERE id = $1`, [two])
    const texts = [
      { prospectId: one, text: 'Call {{ FirstName }}' },
      { prospectId: two, text: 'Call {{ FirstName }} at {{ Phone }}!' },
      { prospectId: two, text: 'Call {{ FirstName' },
    ]
    expect(await scene.outbound.fillIn(db, { companyId: scene.companyId, texts })).toEqual([
      'Call Ann & Co',
      'Call Bob at !',
      'Call {{ FirstName',
    ])
  })
})

describe('a preview', () => {
  it('shows what is missing where it is missing', async () => {
    const [prospectId = ''] = await scene.addProspects(1)
    await db.query(`UPDATE prospects SET first_name = 'Ann' WHERE id = $1`, [prospectId])
    const input = {
      companyId: scene.companyId,
      prospectId,
      subject: 'Hi {{ Title }}',
      body: '<p>{{ FirstName }} {{ Company }}</p>',
    }
    expect(await scene.outbound.preview(input)).toEqual({
      subject: 'Hi [Title]',
      html: '<p>Ann [Company]</p>',
      text: 'Ann [Company]',
      missing: ['Title', 'Company'],
    })
    const { html } = await scene.outbound.preview({ ...input, mailboxId, body: '{{ SenderName }}' })
    expect(html).toBe('Steve Miller\n<div><b>Steve</b></div>')
  })

  it('names what is wrong', async () => {
    const [prospectId = ''] = await scene.addProspects(1)
    const input = { companyId: scene.companyId, prospectId, subject: 'x', body: 'y' }
    await expect(scene.outbound.preview({ ...input, subject: '{{' })).rejects.toMatchObject({
      field: 'subject',
    })
    await expect(scene.outbound.preview({ ...input, body: '{% x %}' })).rejects.toMatchObject({
      field: 'body',
    })
    await expect(scene.outbound.preview({ ...input, prospectId: scene.newId() })).rejects.toMatchObject({
      code: 'not_found',
      field: 'prospectId',
    })
    await expect(scene.outbound.preview({ ...input, mailboxId: scene.newId() })).rejects.toMatchObject({
      code: 'not_found',
      field: 'mailboxId',
    })
  })
})
