import { oneOf, type Random } from '../../seeded-random.ts'
import type { Mood } from './next-actions.ts'

const REPLIES: Record<Mood, readonly [string, ...string[]]> = {
  interested: [
    'Hi,\n\nthis comes at the right time. Can you show me how it works, maybe next week?',
    'Hello,\n\nyes, we are looking at this. What would a first step look like?',
    'Thanks for writing. Tuesday or Thursday afternoon works for a call.',
  ],
  question: [
    'Hi,\n\nhow is this different from what we have? Do you work with teams of our size?',
    'Thanks. What does it cost for about twenty people?',
    'Could you send me something to read before we talk?',
  ],
  later: [
    'Hi,\n\nnot this quarter, we are in the middle of a move. Ask me again after the summer.',
    'Thanks, but my plate is full. Let us speak in two months.',
  ],
  no: [
    'Thanks, but we have a partner for this already.',
    'Hi,\n\nthis is not a topic for us. Good luck anyway.',
    'I am not the right person, and I do not know who would be.',
  ],
}

const STOPS = [
  'Please remove me from your list.',
  'Unsubscribe me, please.',
  'Please do not write to me again.',
] as const

const ABSENCES = [
  'Thank you for your message. I am out of the office and will be back on {date}. I will answer then.\n\nIn urgent cases please call our front desk.',
  'Hello,\n\nI am on vacation until {date} with no access to mail.',
  'I am currently away. I will return on {date}.',
] as const

export const replyText = (mood: Mood, random: Random): string => oneOf(random, REPLIES[mood])

export const stopText = (random: Random): string => oneOf(random, STOPS)

/** `date` as written in a mail: `Monday, March 8, 2027`. */
export const absenceText = (date: string, random: Random): string =>
  oneOf(random, ABSENCES).replace('{date}', date)
