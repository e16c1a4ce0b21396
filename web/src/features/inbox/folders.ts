import {
  type Icon,
  IconAlertCircle,
  IconArrowBackUp,
  IconBeach,
  IconBell,
  IconCheck,
  IconClockPause,
  IconCornerUpLeft,
  IconHandStop,
  IconInbox,
  IconMailX,
} from '@tabler/icons-react'
import type { AnswerOf } from '#api/index.ts'
import type { Folder } from './inbox-search.ts'

export type Counts = AnswerOf<'get', '/threads/counts'>

type Described = { label: string; icon: Icon; countOf?(counts: Counts): number }

const sum = (numbers: Record<string, number>): number => Object.values(numbers).reduce((a, b) => a + b, 0)

/** What each part is called, and which number stands beside it: unread ones, or how many wait. */
export const FOLDER_WORDS: Readonly<Record<Folder, Described>> = {
  all: { label: 'Open', icon: IconInbox, countOf: ({ unread }) => sum(unread) },
  replies: { label: 'Replies', icon: IconCornerUpLeft, countOf: ({ unread }) => unread.reply },
  away: { label: 'Out of office', icon: IconBeach, countOf: ({ unread }) => unread.auto_reply },
  bounces: { label: 'Bounces', icon: IconMailX, countOf: ({ unread }) => unread.bounce },
  unsubscribed: { label: 'Unsubscribed', icon: IconHandStop, countOf: ({ unread }) => unread.unsubscribe },
  notices: { label: 'Notices', icon: IconBell, countOf: ({ unread }) => unread.other },
  own: { label: 'Own answers', icon: IconArrowBackUp },
  snoozed: { label: 'Snoozed', icon: IconClockPause, countOf: ({ snoozed }) => snoozed },
  done: { label: 'Done', icon: IconCheck },
  uncertain: { label: 'Uncertain', icon: IconAlertCircle, countOf: ({ uncertain }) => uncertain },
}

/** As they stand below each other, with a gap between the groups. */
export const FOLDER_GROUPS: readonly (readonly Folder[])[] = [
  ['all', 'replies', 'away', 'bounces', 'unsubscribed', 'notices', 'own'],
  ['snoozed', 'done', 'uncertain'],
]

/** A number as it stands beside a name; the server counts to a thousand. */
export const countText = (count: number): string => (count >= 1000 ? '999+' : String(count))
