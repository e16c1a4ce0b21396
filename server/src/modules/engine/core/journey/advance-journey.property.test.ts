import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { checkGraph } from '#modules/sequences/journey/check-graph.ts'
import { calendars, instants } from '../arbitraries.ts'
import type { Happening } from '../happening.ts'
import { facts, journeys, NO_FACTS } from './journey-fixture.ts'
import { createJourneyWorld } from './journey-world.ts'
import { MOST_VISITS } from './place.ts'

const situations = fc.record({
  definition: journeys,
  calendar: calendars,
  now: instants,
  hasMailbox: fc.constantFrom(true, true, true, false),
})

const moves = fc.oneof(
  {
    weight: 20,
    arbitrary: fc.record({
      move: fc.constant('due' as const),
      facts,
      random: fc.double({ min: 0, max: 0.99, noNaN: true }),
    }),
  },
  {
    weight: 16,
    arbitrary: fc.record({ move: fc.constantFrom('pick_up' as const, 'accept' as const, 'lose' as const) }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      move: fc.constant('close_task' as const),
      outcome: fc.constantFrom(null, 'Good', 'Not interested'),
      which: fc.nat(5),
    }),
  },
  { weight: 4, arbitrary: fc.record({ move: fc.constantFrom('act' as const, 'fail' as const) }) },
  { weight: 3, arbitrary: fc.record({ move: fc.constant('look' as const), facts }) },
  {
    weight: 3,
    arbitrary: fc.record({
      move: fc.constant('happen' as const),
      happening: fc.constantFrom<Happening[]>(
        { kind: 'replied' },
        { kind: 'colleague_replied' },
        { kind: 'auto_replied', returnsOn: null },
        { kind: 'bounced' },
        { kind: 'stopped' },
        { kind: 'stopped' },
        { kind: 'released' },
        { kind: 'too_many_today' },
        { kind: 'paused', until: null },
        { kind: 'definition_changed' },
      ),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({ move: fc.constantFrom('resume' as const, 'give' as const, 'take' as const) }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      move: fc.constant('publish' as const),
      definition: journeys,
      cut: fc.integer({ min: 0, max: 7 }),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({ move: fc.constant('wait' as const), hours: fc.integer({ min: 1, max: 90 }) }),
  },
)

/**
 * Holds a property in runs that differ each time, and once more in runs that are always the same: only of those can it be asked what they meet,
 * which `seen` then tells.
 */
const holds = (seen: Set<string>, property: fc.IRawProperty<unknown>, runs: number): void => {
  fc.assert(property, { numRuns: Math.ceil(runs / 3) })
  seen.clear()
  fc.assert(property, { numRuns: runs, seed: 7 })
}

describe('whatever happens in a journey, and in whatever order', () => {
  test('states hold together, no visit runs twice, nothing goes after a stop, and limits hold', () => {
    const seen = new Set<string>()
    holds(
      seen,
      fc.property(situations, fc.array(moves, { minLength: 5, maxLength: 80 }), (start, script) => {
        const world = createJourneyWorld(start)
        for (const one of script) {
          const { dueAt, stepId, visit } = world.state()
          const mail = world.mails.at(-1)
          switch (one.move) {
            case 'due':
              if (dueAt) world.moveTo(dueAt)
              world.happen({ kind: 'due' }, one)
              break
            case 'pick_up':
              if (mail?.state === 'queued' && world.state().phase === 'mail_in_hand') mail.state = 'sending'
              break
            case 'accept':
            case 'lose':
              if (mail?.state !== 'sending') break
              mail.state = one.move === 'accept' ? 'sent' : 'unsent'
              seen.add(`${mail.state} while ${world.state().phase}`)
              world.happen(
                one.move === 'accept'
                  ? { kind: 'mail_sent', at: world.now(), stepId: mail.stepId }
                  : { kind: 'mail_unsent', stepId: mail.stepId },
              )
              break
            case 'close_task': {
              const open = world.tasks.filter(({ state }) => state === 'open')
              const task = open[one.which % open.length]
              if (!task) break
              task.state = 'closed'
              world.happen({ kind: 'task_done', outcome: one.outcome, at: world.now(), visit: task.visit })
              break
            }
            case 'act':
              if (stepId !== null) world.happen({ kind: 'acted', stepId, visit })
              break
            case 'fail':
              if (stepId !== null) world.happen({ kind: 'action_failed', stepId, visit, message: 'no list' })
              break
            case 'look':
              world.happen({ kind: 'looked_at' }, one)
              break
            case 'happen':
              world.happen(one.happening)
              break
            case 'resume':
              world.happen({ kind: 'resumed', mailOut: mail?.state === 'sending' })
              break
            case 'give':
              world.setMailbox(true)
              world.happen({ kind: 'released' })
              break
            case 'take':
              world.setMailbox(false)
              break
            case 'publish':
              // Some nodes are others now, and some are gone.
              world.publish({
                ...one.definition,
                nodes: one.definition.nodes.filter((_, index) => index !== one.cut),
              })
              world.happen({ kind: 'definition_changed' })
              break
            case 'wait':
              world.moveTo(new Date(world.now().getTime() + one.hours * 3_600_000))
          }
          const { phase, hold } = world.state()
          seen.add(hold?.reason ?? phase)
        }
      }),
      1_500,
    )
    for (const state of [
      'mail_in_hand',
      'task_open',
      'ended',
      'paused',
      'step_gone',
      'action_failed',
      'no_mailbox',
      'sent while mail_in_hand',
      'sent while paused',
      'sent while ended',
      'unsent while mail_in_hand',
    ])
      expect(seen).toContain(state)
  })

  test('every walk comes to rest in fewer steps than there are nodes, and ends, or is held at its limit', () => {
    const seen = new Set<string>()
    holds(
      seen,
      fc.property(
        situations,
        facts,
        fc.double({ min: 0, max: 0.99, noNaN: true }),
        (start, known, random) => {
          expect(checkGraph(start.definition).filter(({ message }) => message.includes('loop'))).toEqual([])
          const world = createJourneyWorld({ ...start, hasMailbox: true })
          const { length } = start.definition.nodes
          for (let rests = 0; ; rests += 1) {
            let turns = 0
            while (world.turn(known, random)) {
              turns += 1
              // A node is two turns at most: a mail and its answer.
              expect(turns).toBeLessThanOrEqual(2 * length)
            }
            const { phase, dueAt, hold } = world.state()
            if (phase !== 'due' || !dueAt) {
              seen.add(hold?.reason ?? phase)
              expect(
                phase === 'ended' || ['too_many_visits', 'no_open_day'].includes(hold?.reason ?? ''),
              ).toBe(true)
              break
            }
            expect(rests).toBeLessThanOrEqual(3 * MOST_VISITS * length)
            world.moveTo(dueAt)
          }
        },
      ),
      400,
    )
    expect(seen).toContain('ended')
    expect(seen).toContain('too_many_visits')
  })

  test('the order in which ends come does not matter', () => {
    const ends: Happening[] = [
      { kind: 'replied' },
      { kind: 'colleague_replied' },
      { kind: 'bounced' },
      { kind: 'unsubscribed' },
      { kind: 'stopped' },
      { kind: 'task_done', outcome: 'Not interested', at: new Date(0), visit: -1 },
    ]
    const stopOn = {
      reply: true,
      colleagueReply: true,
      autoReply: 'stop' as const,
      taskOutcomes: ['Not interested'],
    }
    fc.assert(
      fc.property(
        situations,
        fc.shuffledSubarray(ends, { minLength: 2 }),
        fc.integer({ min: 0, max: 5 }),
        (start, order, turns) => {
          const definition = { ...start.definition, settings: { ...start.definition.settings, stopOn } }
          const endOf = (happenings: readonly Happening[]) => {
            const world = createJourneyWorld({ ...start, definition })
            for (let turn = 0; turn < turns; turn += 1) {
              const { dueAt } = world.state()
              if (dueAt) world.moveTo(dueAt)
              world.turn(NO_FACTS)
            }
            // Some test definitions have ended by now; a task's outcome is no end of those.
            if (world.state().phase === 'ended' || world.state().phase === 'task_open') return null
            for (const happening of happenings) world.happen(happening)
            const { status, phase, resumable } = world.state()
            return { status, phase, resumable }
          }
          expect(endOf(order)).toEqual(endOf(order.toReversed()))
        },
      ),
      { numRuns: 500 },
    )
  })
})
