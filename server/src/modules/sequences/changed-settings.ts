import type { SequenceSettings } from './definition.ts'
import { sameValue } from './draft.ts'

const ANEW = 'Whoever waits is scheduled anew.'
const FROM_NOW = 'It holds for mails from now on.'

/** What is said of each setting that differs, and what that means for prospects under way. */
const SENTENCES: Record<keyof SequenceSettings, { text: string; effect: string | null }> = {
  zone: { text: 'The time zone is another.', effect: ANEW },
  window: { text: 'The hours of sending are others.', effect: ANEW },
  days: { text: 'The days of sending are others.', effect: ANEW },
  holidays: { text: 'The holidays are others.', effect: ANEW },
  mailboxes: {
    text: 'The mailboxes are others.',
    effect: 'Whoever has got a mail keeps the mailbox it came from.',
  },
  throttle: { text: 'The limit of first mails a day is another.', effect: null },
  stopOn: { text: 'What stops a prospect is different.', effect: null },
  reentry: { text: 'Whether prospects may be started again is different.', effect: null },
  track: { text: 'What is tracked is different.', effect: FROM_NOW },
  unsubscribe: { text: 'The unsubscribe line is switched.', effect: FROM_NOW },
}

const SETTINGS = [
  ...(['zone', 'window', 'days', 'holidays', 'mailboxes', 'throttle'] as const),
  ...(['stopOn', 'reentry', 'track', 'unsubscribe'] as const),
]

/** The settings that differ, in the order in which they are edited. */
export const changedSettings = (
  old: SequenceSettings,
  settings: SequenceSettings,
): { text: string; effect: string | null }[] =>
  SETTINGS.filter((name) => !sameValue(old[name], settings[name])).map((name) => SENTENCES[name])
