import type { ToldEvent } from '../types.ts'
import type { Told } from './describe-event.ts'
import { dayIn, listAt, textAt } from './event-data.ts'

const ENDS: Readonly<Record<string, string>> = {
  replied: 'he replied',
  replied_stopped: 'a reply',
  bounced: 'a bounce',
  unsubscribed: 'he unsubscribed',
  auto_reply_stopped: 'an automatic reply',
  task_stopped: 'a task’s outcome',
  manually_stopped: 'stopped by hand',
}

/** What happened to a run through a cadence or journey, in words; null for any other event. */
export const describeRun = ({ cadence, data, kind }: ToldEvent): Told | null => {
  const where = cadence ? cadence.name : 'a cadence'
  switch (kind) {
    case 'started':
      return { sign: 'run', title: `Started in ${where}` }
    case 'paused': {
      const until = textAt(data, 'until')
      return { sign: 'stop', title: `Paused in ${where}${until ? ` until ${dayIn(until)}` : ''}` }
    }
    case 'resumed':
      return { sign: 'run', title: `Goes on in ${where}` }
    case 'held':
      return { sign: 'stop', title: `Held in ${where}: ${holdOf(data)}` }
    case 'released':
      return { sign: 'run', title: `No longer held in ${where}`, isQuiet: true }
    case 'stopped':
      return { sign: 'stop', title: `Stopped in ${where}` }
    case 'ended': {
      const why = ENDS[textAt(data, 'status')]
      return { sign: 'stop', title: `Left ${where}${why ? `: ${why}` : ''}` }
    }
    case 'completed':
      return { sign: 'run', title: `Had every step of ${where}` }
    default:
      return null
  }
}

const holdOf = (data: Readonly<Record<string, unknown>>): string => {
  const { hold } = data
  if (typeof hold !== 'object' || hold === null) return 'something is missing'
  const known = Object.fromEntries(Object.entries(hold))
  const variables = listAt(known, 'variables')
  if (variables.length > 0) return `${variables.join(', ')} missing`
  return textAt(known, 'message') || textAt(known, 'reason').replaceAll('_', ' ') || 'something is missing'
}
