import fc from 'fast-check'
import { expect } from 'vitest'
import type { CadenceDefinition } from '#modules/sequences/definition.ts'
import { advance } from './advance.ts'
import { definitions } from './arbitraries.ts'
import type { Calendar } from './calendar.ts'
import { isSendable } from './delivery-window.ts'
import type { Enrolment } from './enrolment.ts'
import { firstState } from './first-state.ts'
import type { Effect, Happening } from './happening.ts'
import { actionStep, timesFor } from './next-due.ts'
import { isResumableStatus, STATUSES } from './prospect-status.ts'

const HOUR = 3_600_000

type Mail = { stepId: string; visit: number; state: 'queued' | 'sending' | 'sent' | 'unsent' | 'cancelled' }

/** What may come next in a world. Each is only carried out where the world could bring it about. */
type Move =
  | { move: 'due'; early: boolean }
  | { move: 'pick_up' | 'accept' | 'lose' | 'repeat_answer' | 'refuse' }
  | { move: 'close_task'; outcome: string | null; skip: boolean }
  | { move: 'happen'; happening: Happening }
  | { move: 'pause'; hours: number | null }
  | { move: 'resume' | 'take_mailbox' | 'give_mailbox' }
  | { move: 'publish'; definition: CadenceDefinition; told: boolean }
  | { move: 'wait'; hours: number }

export const moves: fc.Arbitrary<Move> = fc.oneof(
  { weight: 8, arbitrary: fc.record({ move: fc.constant('due' as const), early: fc.boolean() }) },
  {
    weight: 10,
    arbitrary: fc.record({
      move: fc.constantFrom(
        'pick_up' as const,
        'pick_up' as const,
        'accept' as const,
        'accept' as const,
        'lose' as const,
        'repeat_answer' as const,
      ),
    }),
  },
  { weight: 1, arbitrary: fc.record({ move: fc.constant('refuse' as const) }) },
  {
    weight: 4,
    arbitrary: fc.record({
      move: fc.constant('close_task' as const),
      outcome: fc.constantFrom(null, 'Connected', 'Connected', 'Not interested'),
      skip: fc.boolean(),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      move: fc.constant('happen' as const),
      happening: fc.constantFrom<Happening[]>(
        { kind: 'replied' },
        { kind: 'colleague_replied' },
        { kind: 'auto_replied', returnsOn: null },
        { kind: 'auto_replied', returnsOn: '2026-03-28' },
        { kind: 'bounced' },
        { kind: 'unsubscribed' },
        { kind: 'stopped' },
        { kind: 'stopped' },
        { kind: 'released' },
        { kind: 'too_many_today' },
        { kind: 'held', hold: { reason: 'missing_variable', variables: ['FirstName'] } },
      ),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      move: fc.constant('pause' as const),
      hours: fc.option(fc.integer({ min: 1, max: 100 })),
    }),
  },
  {
    weight: 5,
    arbitrary: fc.record({
      move: fc.constantFrom(
        'resume' as const,
        'resume' as const,
        'take_mailbox' as const,
        'give_mailbox' as const,
      ),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      move: fc.constant('publish' as const),
      definition: definitions,
      told: fc.boolean(),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({ move: fc.constant('wait' as const), hours: fc.integer({ min: 1, max: 60 }) }),
  },
)

/** One enrolment in a world of a mailbox, a mail server and a user, all of which only do what they can. */
export const createWorld = (start: {
  definition: CadenceDefinition
  calendar: Calendar
  now: Date
  hasMailbox: boolean
}) => {
  let { definition, now, hasMailbox } = start
  const { calendar } = start
  const mails: Mail[] = []
  const tasks: { stepId: string; visit: number; state: 'open' | 'closed' | 'cancelled' }[] = []
  let state = firstState({ definition, calendar, now, hasMailbox })
  checkState({ state, definition, calendar })

  const happen = (happening: Happening, random = 0): void => {
    const before = state
    const { enrolment: after, effects } = advance({
      enrolment: before,
      definition,
      calendar,
      now,
      random,
      hasMailbox,
      happening,
    })
    checkChange({ before, after, effects, happening })
    if (happening.kind === 'too_many_today' && after.dueAt) expect(after.dueAt > now).toBe(true)
    state = after
    if (after !== before) checkState({ state, definition, calendar })
    for (const effect of effects) carryOut(effect, before)
    if (after.phase === 'task_open') expect(tasks.filter((one) => one.state === 'open')).toHaveLength(1)
    else expect(tasks.filter((one) => one.state === 'open')).toEqual([])
    if (after.phase !== 'mail_in_hand') expect(mails.filter((one) => one.state === 'queued')).toEqual([])
  }

  const carryOut = (effect: Effect, before: Enrolment): void => {
    switch (effect.kind) {
      case 'record_mail': {
        expect([before.phase, hasMailbox]).toEqual(['due', true])
        expect(isSendable({ ...calendar, at: now })).toBe(true)
        const { stepId, visit } = effect
        const step = actionStep(definition, stepId)
        const options = step?.kind === 'mail' ? step.options : []
        expect(options.find(({ id }) => id === effect.optionId)?.weight).toBeGreaterThan(0)
        // No visit runs twice, whatever became of it, and no step goes again that a server has taken.
        expect(mails.filter((one) => one.stepId === stepId && one.visit === visit)).toEqual([])
        expect(mails.filter((one) => one.stepId === stepId && one.state === 'sent')).toEqual([])
        expect(mails.filter((one) => one.state === 'queued' || one.state === 'sending')).toEqual([])
        mails.push({ stepId, visit, state: 'queued' })
        return
      }
      case 'create_task': {
        const { stepId, visit } = effect
        expect(tasks.filter((one) => one.stepId === stepId && one.visit === visit)).toEqual([])
        expect(tasks.filter((one) => one.stepId === stepId && one.state === 'closed')).toEqual([])
        tasks.push({ stepId, visit, state: 'open' })
        return
      }
      case 'cancel_mail':
        for (const mail of mails) if (mail.state === 'queued') mail.state = 'cancelled'
        return
      case 'cancel_task':
        for (const task of tasks) if (task.state === 'open') task.state = 'cancelled'
    }
  }

  /** Brings about what the move says, if the world can; answers what happens to the enrolment by it, if anything does. */
  const play = (move: Move, random: number): Happening | null => {
    const mail = mails.at(-1)
    const task = tasks.at(-1)
    switch (move.move) {
      case 'due':
        if (!move.early && state.dueAt && state.dueAt > now) now = state.dueAt
        return { kind: 'due' }
      case 'pick_up':
        // Only an enrolment that still has its mail in hand lets it start.
        if (mail?.state === 'queued' && state.phase === 'mail_in_hand') mail.state = 'sending'
        return null
      case 'accept':
        if (mail?.state !== 'sending') return null
        mail.state = 'sent'
        return { kind: 'mail_sent', at: now, stepId: mail.stepId }
      case 'lose':
        if (mail?.state !== 'sending') return null
        mail.state = 'unsent'
        return { kind: 'mail_unsent', stepId: mail.stepId }
      case 'repeat_answer': {
        const sent = mails.filter((one) => one.state === 'sent')
        const again = sent[Math.floor(random * sent.length)]
        return again ? { kind: 'mail_sent', at: now, stepId: again.stepId } : null
      }
      case 'refuse':
        if (mail?.state !== 'sending') return null
        mail.state = 'unsent'
        return { kind: 'mail_refused', message: '550 5.1.1' }
      case 'close_task':
        if (task?.state !== 'open') return null
        task.state = 'closed'
        return move.skip
          ? { kind: 'task_skipped', at: now }
          : { kind: 'task_done', outcome: move.outcome, at: now }
      case 'happen':
        // The claim alone says that something is missing, and only of what is due.
        return move.happening.kind === 'held' && state.phase !== 'due' ? null : move.happening
      case 'pause':
        return {
          kind: 'paused',
          until: move.hours === null ? null : new Date(now.getTime() + move.hours * HOUR),
        }
      case 'resume':
        return { kind: 'resumed', mailOut: mail?.state === 'sending' }
      case 'take_mailbox':
        hasMailbox = false
        return null
      case 'give_mailbox':
        hasMailbox = true
        return { kind: 'released' }
      case 'publish':
        definition = move.definition
        return move.told ? { kind: 'definition_changed' } : null
      case 'wait':
        now = new Date(now.getTime() + move.hours * HOUR)
        return null
    }
  }

  return {
    run: (move: Move, random = 0): void => {
      const happening = play(move, random)
      if (happening) happen(happening, random)
    },
    state: () => state,
    mails,
  }
}

/** What is true of every state that the rules answer. */
const checkState = ({
  state,
  definition,
  calendar,
}: {
  state: Enrolment
  definition: CadenceDefinition
  calendar: Calendar
}): void => {
  expect(state.phase === 'due').toBe(state.dueAt !== null)
  expect(state.phase === 'ended').toBe(state.status !== 'in_cadence')
  if (state.phase === 'held') expect(state.hold).not.toBeNull()
  if (['due', 'mail_in_hand', 'task_open'].includes(state.phase)) expect(state.hold).toBeNull()
  if (state.phase !== 'paused') expect(state.pausedUntil).toBeNull()
  if (state.phase !== 'ended') expect(state.stepId).not.toBeNull()
  if (state.resumable) expect(isResumableStatus(state.status)).toBe(true)
  expect(new Set(state.stepsDone).size).toBe(state.stepsDone.length)
  if (state.phase !== 'due' || !state.dueAt) return
  const step = actionStep(definition, state.stepId)
  expect(step).not.toBeNull()
  expect(state.stepsDone).not.toContain(state.stepId)
  if (step) expect(isSendable({ ...timesFor(step, calendar), at: state.dueAt })).toBe(true)
}

/** What is true of every step from one state to the next. */
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
  if (after === before) expect(effects).toEqual([])
  expect(effects.filter(({ kind }) => kind === 'status_changed')).toEqual(
    before.status === after.status ? [] : [{ kind: 'status_changed', from: before.status, to: after.status }],
  )
  expect(after.stepsDone.slice(0, before.stepsDone.length)).toEqual(before.stepsDone)
  expect(after.visit).toBeGreaterThanOrEqual(before.visit)
  if (before.phase !== 'ended') return
  expect(effects.filter(({ kind }) => kind === 'record_mail' || kind === 'create_task')).toEqual([])
  if (after.phase === 'ended')
    expect(STATUSES.indexOf(after.status)).toBeGreaterThanOrEqual(STATUSES.indexOf(before.status))
  else expect([happening.kind, isResumableStatus(before.status)]).toEqual(['resumed', true])
}
