import type { AnswerOf, InitOf, ItemOf } from '#api/index.ts'

export type Mailbox = ItemOf<'/mailboxes'>
export type Limits = Mailbox['limits']
export type MailProvider = AnswerOf<'get', '/mail-providers'>['providers'][number]
export type MailboxCheck = AnswerOf<'post', '/mailboxes/try'>
export type Health = AnswerOf<'get', '/reports/mailboxes/health'>['mailboxes'][number]
export type NewMailbox = InitOf<'post', '/mailboxes'>['body']
