import { type Static, Type } from 'typebox'
import { pageOf, pageQuery } from './page.ts'
import { ProspectStatus, SuppressionReason } from './prospects.ts'
import { choice, Id, Instant, nullable } from './values.ts'

export const ThreadKind = choice(
  ['reply', 'unsubscribe', 'bounce', 'auto_reply', 'own_answer', 'other'],
  'By the last mail that a person wrote; a machine’s counts only where no person wrote',
)
const ThreadState = choice(['open', 'snoozed', 'done'])

const listed = {
  id: Id,
  kind: ThreadKind,
  state: ThreadState,
  unread: Type.Boolean(),
  subject: Type.String(),
  fromName: Type.String({ description: 'Of the last mail that came' }),
  fromAddress: Type.String(),
  snippet: Type.String(),
  received: Type.Integer({ description: 'Mails that came' }),
  lastAt: Instant,
  snoozedUntil: nullable(Instant),
  answeredAt: nullable(
    Type.String({ format: 'date-time', description: 'When one of us last wrote from here' }),
  ),
  assigneeId: nullable(Id),
  assigneeName: nullable(Type.String()),
  mailboxId: Id,
  mailboxAddress: Type.String(),
  prospect: Type.Object({
    id: Id,
    email: Type.String(),
    name: nullable(Type.String()),
    company: nullable(Type.String()),
    status: ProspectStatus,
    suppressedBy: nullable(SuppressionReason),
    outcome: nullable(Type.String()),
    ownerId: Id,
  }),
}

export const ListedThread = Type.Object(listed, { title: 'ListedThread' })
export type ListedThread = Static<typeof ListedThread>
export const ThreadPage = pageOf(ListedThread)

export const ThreadQuery = Type.Object({
  ...pageQuery,
  state: Type.Optional(choice(['open', 'snoozed', 'done', 'all'], 'Absent: open')),
  kind: Type.Optional(ThreadKind),
  assigneeId: Type.Optional(Type.String({ description: "A member's id; `none`: nobody's" })),
  mailboxId: Type.Optional(Id),
  prospectId: Type.Optional(Id),
  unread: Type.Optional(choice(['only'], 'Only open ones that are not read')),
  q: Type.Optional(
    Type.String({
      maxLength: 200,
      description: 'Words of its mails or of its prospect, or their beginnings',
    }),
  ),
})

const count = Type.Integer({ description: 'At most 1000: then there are more' })
const byKind = Type.Object({
  reply: count,
  unsubscribe: count,
  bounce: count,
  auto_reply: count,
  own_answer: count,
  other: count,
})
export const ThreadCounts = Type.Object(
  { open: byKind, unread: byKind, snoozed: count, uncertain: Type.Integer() },
  { title: 'ThreadCounts' },
)

const Address = Type.Object({ name: Type.String(), address: Type.String() }, { title: 'MailAddress' })

export const ThreadMail = Type.Object(
  {
    id: Id,
    direction: choice(['in', 'out']),
    kind: Type.String({
      description:
        'What came: reply, auto_reply, bounce, unsubscribe, complaint, own_answer, delivery_notice, automated. What we sent: sequence, answer, manual',
    }),
    at: Type.String({ format: 'date-time', description: 'When it came or left; else when it was written' }),
    from: Address,
    to: Type.Array(Address),
    cc: Type.Array(Address),
    subject: Type.String(),
    newText: Type.String({ description: 'What was newly written, without quotes and signature' }),
    text: Type.String({ description: 'The whole' }),
    html: nullable(
      Type.String({ description: 'The whole, sanitised; show it in a sandboxed frame. Null: text only' }),
    ),
    blockedImages: Type.Integer({ description: 'Pictures of other servers that were left out' }),
    missingImages: Type.Integer({
      description: 'Pictures sent along, which only the mailbox has: see /threads/{id}/images',
    }),
    attachments: Type.Array(
      Type.Object({
        fileName: Type.String({
          description:
            'Fit to be shown and saved under, whatever its sender called it; made up where it has no name',
        }),
        mimeType: Type.String(),
        size: Type.Integer({ description: 'Bytes' }),
        inline: Type.Boolean({ description: 'A picture that the HTML shows' }),
      }),
      {
        description:
          'An attachment is fetched by its place in this list, from 0: see /threads/{id}/attachment',
      },
    ),
    isCut: Type.Boolean({
      description:
        'Only its beginning was read when it came: there may be more attachments, and the last one may be longer',
    }),
    state: nullable(
      Type.String({ description: 'Of ours: queued, sending, sent, refused, uncertain or cancelled' }),
    ),
    serverWords: nullable(Type.String()),
    sendsAt: nullable(Type.String({ format: 'date-time', description: 'Of one that waits' })),
    userName: nullable(Type.String({ description: 'Who of us wrote it' })),
    cadenceName: nullable(Type.String()),
    openedAt: nullable(Instant),
  },
  { title: 'ThreadMail' },
)
export type ThreadMail = Static<typeof ThreadMail>

export const Thread = Type.Object(
  {
    ...listed,
    mails: Type.Array(ThreadMail, { description: 'Oldest first' }),
    isCut: Type.Boolean({ description: 'There are older mails, which are not shown' }),
    canAnswer: Type.Boolean({ description: 'False where it runs in a colleague’s mailbox' }),
  },
  { title: 'Thread' },
)
export type Thread = Static<typeof Thread>

export const ThreadImages = Type.Object({
  images: Type.Optional(choice(['remote'], 'Pictures of other servers too, which lets them know')),
})

export const MailFrameQuery = Type.Object({
  mail: Type.Optional(Type.String({ description: 'The id of the mail; absent: the newest that came' })),
  attached: Type.Optional(
    choice(['also'], 'Pictures that were sent along too, fetched from the mailbox where they can be had'),
  ),
})

const mail = Type.String({ description: 'The id of a mail that came' })

export const AttachmentQuery = Type.Object({
  mail,
  index: Type.Integer({
    minimum: 0,
    maximum: 100_000,
    description: 'The place of the attachment in the list of its mail, from 0',
  }),
})

export const CutMail = Type.Object({ mail }, { title: 'CutMail' })

export const MailImagesQuery = Type.Object({ mail })

export const MailImages = Type.Object(
  {
    html: Type.String({ description: 'Sanitised; show it in a sandboxed frame' }),
    missingImages: Type.Integer({ description: 'Pictures that could not be shown' }),
  },
  { title: 'MailImages' },
)

export const ThreadsChange = Type.Object(
  {
    threadIds: Type.Array(Id, { minItems: 1, maxItems: 200 }),
    state: Type.Optional(choice(['open', 'done'])),
    snoozedUntil: Type.Optional(
      nullable(Type.String({ format: 'date-time', examples: ['2030-01-02T09:00:00Z'] })),
    ),
    unread: Type.Optional(Type.Boolean()),
    assigneeId: Type.Optional(nullable(Id)),
  },
  { title: 'ThreadsChange', description: 'What is given is changed, of all of them or of none' },
)

const delaySeconds = Type.Optional(
  Type.Integer({ minimum: 0, maximum: 120, description: 'In which it can still be taken back. Absent: 0' }),
)
const cc = Type.Optional(Type.Array(Type.String({ examples: ['ann@example.com'] }), { maxItems: 20 }))

export const NewAnswer = Type.Object(
  {
    html: Type.String({
      description: 'As it is, no Liquid; the signature is put below',
      examples: ['<p>Gladly.</p>'],
    }),
    answers: Type.Optional(
      Type.String({ description: 'The id of the mail that is answered; absent: the newest that came' }),
    ),
    to: Type.Optional(
      Type.String({ description: 'Absent: whoever wrote it', examples: ['ann@example.com'] }),
    ),
    cc,
    subject: Type.Optional(Type.String({ description: 'Absent: Re: and that of the thread' })),
    quote: Type.Optional(Type.Boolean({ description: 'What is answered stands below. Absent: it does' })),
    done: Type.Optional(Type.Boolean({ description: 'The thread is done with it' })),
    delaySeconds,
  },
  { title: 'NewAnswer' },
)

export const NewMail = Type.Object(
  {
    prospectId: Id,
    mailboxId: Type.Optional(Id),
    cc,
    subject: Type.String({ examples: ['A question'] }),
    html: Type.String({
      description: 'As it is, no Liquid; the signature is put below',
      examples: ['<p>Hello</p>'],
    }),
    delaySeconds,
  },
  { title: 'NewMail' },
)

export const QueuedLetter = Type.Object(
  {
    messageId: Id,
    threadId: Id,
    sendsAt: Type.String({
      format: 'date-time',
      description: 'When it may leave, by the pace of its mailbox',
    }),
  },
  { title: 'QueuedLetter' },
)
