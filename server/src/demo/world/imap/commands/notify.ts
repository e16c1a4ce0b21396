import { invalidInput } from '#platform/errors/index.ts'
import type { Command } from '../command.ts'

const FILTERS = new Set(['SELECTED', 'SELECTED-DELAYED', 'PERSONAL', 'INBOXES', 'SUBSCRIBED'])
const EVENTS = new Set(['MESSAGENEW', 'MESSAGEEXPUNGE', 'FLAGCHANGE'])

/**
 * NOTIFY (RFC 5465), reduced to new and expunged mails: of the selected folder, and of all others as one, whatever filter names them. What
 * cannot be promised is refused, as the RFC asks for.
 */
export const notify: Command = ({ session, cursor }) => {
  if (!session.options.notify) return 'BAD NOTIFY is not offered'
  cursor.space()
  if (cursor.accept('NONE')) {
    cursor.end()
    session.notify = { selected: false, others: false }
    return 'OK Quiet'
  }
  cursor.expect('SET')
  const asked = { selected: false, others: false }
  while (!cursor.atEnd()) {
    cursor.space()
    cursor.expect('(')
    const filter = cursor.atom().toUpperCase()
    cursor.space()
    const events = cursor.list(() => cursor.atom().toUpperCase())
    cursor.expect(')')
    if (!FILTERS.has(filter)) throw invalidInput('command', `${filter} is no filter that is known here`)
    if (events.some((event) => !EVENTS.has(event)))
      return 'NO [BADEVENT (MessageNew MessageExpunge FlagChange)] Other events are not told here'
    if (!events.includes('MESSAGENEW')) continue
    if (filter.startsWith('SELECTED')) asked.selected = true
    else asked.others = true
  }
  session.notify = asked
  return 'OK Will tell'
}
