import type { Enrolment } from './types.ts'

/** Which enrolments a table shows; part of the address of its page. */
export type EnrolmentFilter = {
  phase?: Enrolment['phase'] | undefined
  status?: Enrolment['status'] | undefined
  search?: string | undefined
}

/** What those under way do, in the order in which they are listed. */
export const PHASES: Readonly<Record<Exclude<Enrolment['phase'], 'ended'>, string>> = {
  due: 'Waiting',
  mail_in_hand: 'Mail leaving',
  task_open: 'Task open',
  held: 'Held',
  paused: 'Paused',
}

/** How somebody's way ended. */
export const ENDS: Readonly<Record<Exclude<Enrolment['status'], 'in_cadence'>, string>> = {
  replied: 'Replied',
  replied_stopped: 'Stopped by a colleague’s reply',
  completed: 'Completed',
  manually_stopped: 'Stopped',
  auto_reply_stopped: 'Stopped by an auto-reply',
  task_stopped: 'Stopped by a task',
  bounced: 'Bounced',
  unsubscribed: 'Unsubscribed',
}

const isKey = <Key extends string>(object: Readonly<Record<Key, unknown>>, key: unknown): key is Key =>
  typeof key === 'string' && Object.hasOwn(object, key)

/** The filter in an address; what it does not know is left out. */
export const readEnrolmentFilter = (search: Readonly<Record<string, unknown>>): EnrolmentFilter => {
  const { phase, status, search: text } = search
  return {
    ...(isKey(PHASES, phase) && { phase }),
    ...(isKey(ENDS, status) && { status }),
    ...(typeof text === 'string' && text !== '' && { search: text }),
  }
}

/** Counts as choices: what nobody is in is left out, apart from the one that is chosen. */
export const choicesOf = (
  {
    counts,
    phases,
  }: {
    counts: readonly { status: string; prospects: number }[]
    phases: readonly { phase: string; prospects: number }[]
  },
  filter: EnrolmentFilter,
): { key: string; label: string; prospects: number; filter: EnrolmentFilter }[] => {
  const inPhase = new Map(phases.map(({ phase, prospects }) => [phase, prospects]))
  const ended = new Map(counts.map(({ status, prospects }) => [status, prospects]))
  const all = counts.reduce((sum, { prospects }) => sum + prospects, 0)
  return [
    { key: 'all', label: 'All', prospects: all, filter: {} },
    ...keysOf(PHASES).map((phase) => ({
      key: phase,
      label: PHASES[phase],
      prospects: inPhase.get(phase) ?? 0,
      filter: { phase },
    })),
    ...keysOf(ENDS).map((status) => ({
      key: status,
      label: ENDS[status],
      prospects: ended.get(status) ?? 0,
      filter: { status },
    })),
  ].filter(({ key, prospects }) => key === 'all' || prospects > 0 || key === chosenKey(filter))
}

/** The choice that a filter stands for. */
export const chosenKey = ({ phase, status }: EnrolmentFilter): string => phase ?? status ?? 'all'

const keysOf = <Key extends string>(object: Readonly<Record<Key, unknown>>): Key[] =>
  Object.keys(object).filter((key): key is Key => isKey(object, key))
