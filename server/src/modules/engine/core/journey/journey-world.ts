import { expect } from 'vitest'
import type { JourneyDefinition } from '#modules/sequences/definition-journey.ts'
import { advance } from '../advance.ts'
import type { Calendar } from '../calendar.ts'
import { isSendable } from '../delivery-window.ts'
import type { Enrolment } from '../enrolment.ts'
import { firstState } from '../first-state.ts'
import type { Effect, Happening } from '../happening.ts'
import { isResumableStatus } from '../prospect-status.ts'
import type { Facts } from './facts.ts'
import { MOST_VISITS, nodeAt } from './place.ts'

type Mail = { stepId: string; visit: number; state: 'queued' | 'sending' | 'sent' | 'unsent' | 'cancelled' }
type Task = { stepId: string; visit: number; awaited: boolean; state: 'open' | 'closed' | 'cancelled' }

/** One enrolment in a journey, with a mail server and people that only do what they can; checks whatever must always be true. */
export const createJourneyWorld = (start: {
  definition: JourneyDefinition
  calendar: Calendar
  now: Date
  hasMailbox: boolean
}) => {
  let { definition, now, hasMailbox } = start
  const { calendar } = start
  const mails: Mail[] = []
  const tasks: Task[] = []
  let state = firstState({ definition, calendar, now, hasMailbox })
  checkState(state)

  const happen = (
    happening: Happening,
    { facts, random = 0 }: { facts?: Facts; random?: number } = {},
  ): boolean => {
    const before = state
    const { enrolment: after, effects } = advance({
      ...{ enrolment: before, definition, calendar, now, random, hasMailbox, happening, facts },
    })
    if (after === before) expect(effects).toEqual([])
    checkChange({ before, after, effects, happening })
    state = after
    checkState(state)
    for (const effect of effects) carryOut(effect, before)
    expect(tasks.filter((one) => one.awaited && one.state === 'open')).toHaveLength(
      after.phase === 'task_open' ? 1 : 0,
    )
    if (after.phase !== 'mail_in_hand') expect(mails.filter((one) => one.state === 'queued')).toEqual([])
    return after !== before
  }

  const carryOut = (effect: Effect, before: Enrolment): void => {
    switch (effect.kind) {
      case 'record_mail':
        expect([before.phase, hasMailbox, isSendable({ ...calendar, at: now })]).toEqual(['due', true, true])
        // No visit runs twice, whatever became of it, and no two mails are on their way at once.
        expect(mails.filter((one) => one.visit === effect.visit)).toEqual([])
        expect(mails.filter((one) => one.state === 'queued' || one.state === 'sending')).toEqual([])
        mails.push({ stepId: effect.stepId, visit: effect.visit, state: 'queued' })
        return
      case 'create_task': {
        expect(tasks.filter((one) => one.visit === effect.visit)).toEqual([])
        const node = nodeAt(definition, effect.stepId)
        const awaited = node?.kind === 'task' && node.wait
        tasks.push({ stepId: effect.stepId, visit: effect.visit, awaited, state: 'open' })
        return
      }
      case 'cancel_mail':
        for (const mail of mails) if (mail.state === 'queued') mail.state = 'cancelled'
        return
      case 'cancel_task':
        for (const task of tasks) if (task.state === 'open') task.state = 'cancelled'
    }
  }

  /** Everything that the world does by itself at this moment; false when nothing is left to be done now. */
  const turn = (facts: Facts, random = 0): boolean => {
    const mail = mails.at(-1)
    if (state.phase === 'mail_in_hand' && mail?.state === 'queued') {
      mail.state = 'sent'
      return happen({ kind: 'mail_sent', at: now, stepId: mail.stepId })
    }
    const task = tasks.find((one) => one.awaited && one.state === 'open')
    if (task) {
      task.state = 'closed'
      return happen({ kind: 'task_done', outcome: null, at: now, visit: task.visit })
    }
    if (state.phase !== 'due' || !state.dueAt || state.dueAt > now) return false
    const { stepId, visit } = state
    const isAction = nodeAt(definition, stepId)?.kind === 'add_tag'
    return isAction && stepId !== null
      ? happen({ kind: 'acted', stepId, visit })
      : happen({ kind: 'due' }, { facts, random })
  }

  return {
    happen,
    turn,
    mails,
    tasks,
    state: () => state,
    now: () => now,
    moveTo: (at: Date): void => {
      if (at > now) now = at
    },
    setMailbox: (has: boolean): void => {
      hasMailbox = has
    },
    publish: (changed: JourneyDefinition): void => {
      definition = changed
    },
  }
}

const checkState = (state: Enrolment): void => {
  expect(state.phase === 'due').toBe(state.dueAt !== null)
  expect(state.phase === 'ended').toBe(state.status !== 'in_cadence')
  if (state.phase === 'held') expect(state.hold).not.toBeNull()
  if (['due', 'mail_in_hand', 'task_open'].includes(state.phase)) expect(state.hold).toBeNull()
  if (state.phase !== 'paused') expect(state.pausedUntil).toBeNull()
  if (state.phase === 'due') expect(state.stepId).not.toBeNull()
  if (state.resumable) expect(isResumableStatus(state.status)).toBe(true)
  for (const visits of Map.groupBy(state.stepsDone, (id) => id).values())
    expect(visits.length).toBeLessThanOrEqual(MOST_VISITS)
}

const checkChange = ({
  before,
  after,
  effects,
  happening,
}: {
  before: Enrolment
  after: Enrolment
  effects: Effect[]
  happening: Happening
}): void => {
  expect(effects.filter(({ kind }) => kind === 'status_changed')).toEqual(
    before.status === after.status ? [] : [{ kind: 'status_changed', from: before.status, to: after.status }],
  )
  expect(after.stepsDone.slice(0, before.stepsDone.length)).toEqual(before.stepsDone)
  expect(after.visit).toBeGreaterThanOrEqual(before.visit)
  // The mail that was on its way when he was paused moves him on, and the pause stays.
  if (before.phase === 'paused' && happening.kind === 'mail_sent') {
    expect(['paused', 'ended']).toContain(after.phase)
    expect(after.stepsDone.at(-1)).toBe(happening.stepId)
  }
  if (before.phase === 'mail_in_hand' && happening.kind === 'mail_sent')
    expect(after.phase).not.toBe('mail_in_hand')
  if (before.phase !== 'ended') return
  // Never a mail or a task after a stop.
  expect(effects.filter(({ kind }) => kind === 'record_mail' || kind === 'create_task')).toEqual([])
  if (after.phase !== 'ended')
    expect([happening.kind, isResumableStatus(before.status)]).toEqual(['resumed', true])
}
