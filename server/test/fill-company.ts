import { type ReceivedMail, storeReceivedMail } from '#modules/inbound/store-received-mail.ts'
import type { AppApiScene } from './app-api-scene.ts'
import type { Ids } from './request-for.ts'

/** One of everything for a company, with the mark in every text; the ids by the nouns of paths and the names of fields. */
export const fillCompany = async (
  { call, server, db, clock, inbox }: AppApiScene,
  {
    owner,
    mark,
    address = 'box@zoo.test',
  }: { owner: { apiKey: string; userId: string }; mark: string; address?: string },
): Promise<Ids> => {
  const key = owner.apiKey
  const post = async (path: string, body?: unknown) => {
    const answer = await call('POST', path, { body, key })
    if (answer.status >= 300) throw new Error(`${path}: ${answer.text}`)
    return answer.body
  }
  const idOf = async (path: string, body: unknown): Promise<string> => (await post(path, body)).id
  const cadence = await idOf('/cadences', {
    name: `${mark} cadence`,
    definition: {
      steps: [
        { kind: 'mail', options: [{ template: mark, weight: 1, subject: mark, body: mark }] },
        { kind: 'task', task: 'call', title: mark },
      ],
    },
  })
  await post(`/cadences/${cadence}/publish`)
  const prospect = await idOf('/prospects', { email: `${mark}@zoo.test`, firstName: mark, tags: [mark] })
  const list = await idOf('/lists', { name: mark })
  const mailbox = await idOf('/mailboxes', { from: `${mark} <${address}>`, smtp: 'smtp://127.0.0.1:9' })
  await post('/enrolments', { cadenceId: cadence, prospectIds: [prospect] })
  await post('/suppressions', { kind: 'domain', value: `${mark}.test`, detail: mark })
  const { messageId } = await post('/mails/test', {
    mailboxId: mailbox,
    to: 'z@zoo.test',
    subject: mark,
    body: mark,
  })
  await db.query(`UPDATE messages SET state = 'uncertain', sending_at = $2 WHERE id = $1`, [
    messageId,
    clock.now(),
  ])
  const { threadId } = await post('/mails', {
    prospectId: prospect,
    mailboxId: mailbox,
    subject: mark,
    html: `<p>${mark}</p>`,
  })
  const { rows: companies } = await db.query<{ company_id: string }>(
    'SELECT company_id FROM threads WHERE id = $1',
    [threadId],
  )
  const received: ReceivedMail = {
    ...{ companyId: companies[0]?.company_id ?? '', mailboxId: mailbox, prospectId: prospect, threadId },
    ...{ id: threadId, messageKey: mark, folder: 'INBOX', uid: 1, kind: 'reply', matchedBy: 'message_id' },
    ...{ replyToId: null, fromAddress: `${mark}@zoo.test`, fromName: mark, subject: mark, newText: mark },
    ...{ text: mark, html: null, details: {}, mailedAt: null, receivedAt: clock.now() },
  }
  await storeReceivedMail(db, received)
  await inbox.noteReceived(db, received)
  const upload = await server.inject({
    method: 'POST',
    url: '/api/v1/imports/uploads',
    headers: { 'x-api-key': key, 'content-type': 'text/csv' },
    payload: `Email,First Name\nz2@zoo.test,${mark}\n`,
  })
  const { uploadId } = upload.json()
  const started = await post('/imports', { uploadId, list: mark, fileName: `${mark}.csv` })
  const tags = await call('GET', '/tags', { key })
  const task = await idOf('/tasks', { prospectId: prospect, title: mark, kind: 'call' })
  return {
    '/cadences': cadence,
    cadenceId: cadence,
    sequenceId: cadence,
    '/prospects': prospect,
    prospectId: prospect,
    prospectIds: prospect,
    '/mailboxes': mailbox,
    mailboxId: mailbox,
    '/templates': await idOf('/templates', { name: mark, subject: mark, body: mark }),
    '/holiday-calendars': await idOf('/holiday-calendars', { name: mark }),
    '/webhooks': await idOf('/webhooks', { event: '*', url: `https://${mark}.test/hooks` }),
    '/calls': await idOf('/calls', { prospectId: prospect, disposition: 'answered', notes: mark }),
    '/notes': await idOf(`/prospects/${prospect}/notes`, { text: mark }),
    '/tasks': task,
    taskId: task,
    taskIds: task,
    '/api-keys': await idOf('/api-keys', { name: mark }),
    '/imports': started.importId,
    uploadId,
    '/journeys': await idOf('/journeys', {
      name: `${mark} journey`,
      definition: {
        start: mark,
        nodes: [
          { name: mark, kind: 'add_tag', tag: mark, next: 'end' },
          { name: 'end', kind: 'end' },
        ],
      },
    }),
    '/invitations': await idOf('/invitations', { email: `${mark}@invited.test`, role: 'rep' }),
    '/members': owner.userId,
    '/lists': list,
    listId: list,
    tagId: tags.body.items[0].id,
    '/tags': tags.body.items[0].id,
    '/prospect-views': await idOf('/prospect-views', {
      name: mark,
      filter: { search: mark },
      sort: 'createdAt',
      columns: [],
      shared: false,
    }),
    '/bulk-actions': await idOf('/bulk-actions', {
      prospectIds: [prospect],
      action: { kind: 'add_tags', tags: [`${mark} many`] },
    }),
    assigneeId: owner.userId,
    userId: owner.userId,
    ownerId: owner.userId,
    '/mails': messageId,
    '/threads': threadId,
    threadIds: threadId,
  }
}
