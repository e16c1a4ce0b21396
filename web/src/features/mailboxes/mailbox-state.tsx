import { StateBadge } from '#ui/badges/index.ts'
import { formatDay } from '#ui/time/index.ts'
import type { Mailbox } from './types.ts'

/** Whether a mailbox sends, in a word. */
export const MailboxState = ({ mailbox }: { mailbox: Pick<Mailbox, 'state' | 'pausedBy' | 'resumeAt'> }) => {
  const { state, pausedBy, resumeAt } = mailbox
  if (state === 'removed') return <StateBadge tone="quiet" label="Removed" />
  if (state === 'running') return <StateBadge tone="good" label="Running" />
  if (resumeAt !== null) return <StateBadge tone="quiet" label={`Paused until ${formatDay(resumeAt)}`} />
  return <StateBadge tone={pausedBy === 'user' ? 'quiet' : 'bad'} label="Paused" />
}
