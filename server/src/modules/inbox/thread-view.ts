import type {
  ListedThread as ListedThreadView,
  ThreadMail as ThreadMailView,
  Thread as ThreadView,
} from '@cadenza/contracts'
import { type Caller, isHeldToOwn } from '#modules/accounts/index.ts'
import type { Thread, ThreadMail } from './read-thread.ts'
import type { ListedThread } from './thread.ts'

const instant = (at: Date | null): string | null => at?.toISOString() ?? null

export const listedThreadView = ({
  sortAt: _,
  mailboxUserId: __,
  ...thread
}: ListedThread): ListedThreadView => ({
  ...thread,
  lastAt: thread.lastAt.toISOString(),
  snoozedUntil: instant(thread.snoozedUntil),
  answeredAt: instant(thread.answeredAt),
})

export const threadView = (
  { mails, isCut, ...thread }: Thread,
  caller: Pick<Caller, 'role' | 'userId'>,
): ThreadView => ({
  ...listedThreadView(thread),
  mails: mails.map(mailView),
  isCut,
  canAnswer:
    !isHeldToOwn(caller) || thread.mailboxUserId === caller.userId || thread.assigneeId === caller.userId,
})

const mailView = (mail: ThreadMail): ThreadMailView => ({
  ...mail,
  at: mail.at.toISOString(),
  sendsAt: instant(mail.sendsAt),
  openedAt: instant(mail.openedAt),
})
