// Reads enrolments, which is the engine's.
import { type AddValue, type Condition, rowElsewhere } from './condition.ts'
import type { ProspectFilter, SequenceState } from './prospect-filter.ts'

const OPEN = `s.status = 'in_cadence'`

const STATES: Readonly<Record<SequenceState, string>> = {
  open: OPEN,
  paused: `${OPEN} AND s.phase = 'paused'`,
  held: `${OPEN} AND s.phase = 'held'`,
  completed: `s.status = 'completed'`,
  replied: `s.status IN ('replied', 'replied_stopped')`,
  bounced: `s.status = 'bounced'`,
  unsubscribed: `s.status = 'unsubscribed'`,
  stopped: `s.status IN ('manually_stopped', 'auto_reply_stopped', 'task_stopped')`,
  none: OPEN,
}

/**
 * How they stand in a sequence, or in any. `none`: they are not on their way in it. Indexes enrolments_people and, of those under way,
 * enrolments_open and enrolments_open_people, all in the order of prospects.
 */
export const sequenceConditions = (filter: ProspectFilter, add: AddValue): Condition[] => {
  const { sequenceId, sequenceState, stepId } = filter
  if (sequenceId === undefined && sequenceState === undefined) return []
  const of = sequenceId === undefined ? [] : [`s.sequence_id = ${add(sequenceId)}`]
  const stands = [
    ...(stepId === undefined ? [] : [`s.step_id = ${add(stepId)} AND ${OPEN}`]),
    ...(sequenceState === undefined ? [] : [STATES[sequenceState]]),
  ]
  const { sql, found, id } = rowElsewhere('enrolments', [...of, ...stands].join(' AND '))
  if (sequenceState === 'none') return [{ sql: `NOT ${sql}`, isOfRow: false }]
  const isUnderWay = stands.some((one) => one.includes(OPEN))
  const within = [...of, ...(isUnderWay ? [OPEN] : [])]
  const span = within.length === 0 ? {} : { span: rowElsewhere('enrolments', within.join(' AND ')).found }
  return [{ sql, isOfRow: false, source: { sql: found, id, isOrdered: true, repeats: true, ...span } }]
}
