import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { advance } from './advance.ts'
import { calendars, definitions, instants } from './arbitraries.ts'
import type { Enrolment } from './enrolment.ts'
import { firstState } from './first-state.ts'
import type { Happening } from './happening.ts'
import { STATUSES } from './prospect-status.ts'
import { createWorld, moves } from './world-fixture.ts'

const situations = fc.record({
  definition: definitions,
  calendar: calendars,
  now: instants,
  hasMailbox: fc.boolean(),
})

describe('whatever happens, and in whatever order', () => {
  test('states hold together, an ended enrolment sends nothing, no visit runs twice and no step is sent twice', () => {
    fc.assert(
      fc.property(
        situations,
        fc.array(fc.tuple(moves, fc.double({ min: 0, max: 0.999, noNaN: true })), {
          minLength: 1,
          maxLength: 60,
        }),
        (start, script) => {
          const world = createWorld(start)
          for (const [move, random] of script) world.run(move, random)
        },
      ),
      { numRuns: 2000 },
    )
  })

  test('somebody to whom nothing happens but that mails go and tasks are done comes to the end, once through every step', () => {
    fc.assert(
      fc.property(situations, (start) => {
        const world = createWorld({ ...start, hasMailbox: true })
        const steps = start.definition.steps.filter((step) => step.kind !== 'wait')
        for (let turn = 0; turn < steps.length * 3; turn++) {
          world.run({ move: 'due', early: false })
          world.run({ move: 'pick_up' })
          world.run({ move: 'accept' })
          world.run({ move: 'close_task', outcome: null, skip: false })
        }
        const { status, hold, stepsDone } = world.state()
        if (hold?.reason === 'no_open_day') return
        expect(status).toBe('completed')
        expect(stepsDone).toEqual(steps.map(({ id }) => id))
        const mailing = steps.filter(
          (step) => step.kind === 'mail' && step.options.some(({ weight }) => weight > 0),
        )
        expect(world.mails.map((mail) => [mail.stepId, mail.state])).toEqual(
          mailing.map(({ id }) => [id, 'sent']),
        )
      }),
    )
  })

  test('the ends that several events bring do not depend on their order', () => {
    const ends: Happening[] = [
      { kind: 'replied' },
      { kind: 'colleague_replied' },
      { kind: 'auto_replied', returnsOn: null },
      { kind: 'bounced' },
      { kind: 'unsubscribed' },
      { kind: 'stopped' },
      { kind: 'task_done', outcome: 'Not interested', at: new Date(0) },
      { kind: 'mail_sent', at: new Date('2026-03-02T10:00:00Z'), stepId: 'm1' },
    ]
    const stopOn = {
      reply: true,
      colleagueReply: true,
      autoReply: 'stop' as const,
      taskOutcomes: ['Not interested'],
    }
    const seen = new Set<string>()
    fc.assert(
      fc.property(
        situations,
        fc.shuffledSubarray(ends, { minLength: 2 }),
        fc.array(fc.constantFrom('due', 'pause', 'nothing'), { maxLength: 2 }),
        fc.infiniteStream(fc.nat()),
        (start, happenings, beginnings, numbers) => {
          const definition = { ...start.definition, settings: { ...start.definition.settings, stopOn } }
          const begin = (): Enrolment => {
            let enrolment = firstState({ ...start, definition })
            for (const one of beginnings) {
              if (one === 'nothing') continue
              const happening: Happening = one === 'due' ? { kind: 'due' } : { kind: 'paused', until: null }
              const now = enrolment.dueAt ?? start.now
              enrolment = advance({ ...start, definition, enrolment, now, random: 0, happening }).enrolment
            }
            return enrolment
          }
          const endOf = (order: readonly Happening[]): Enrolment =>
            order.reduce<Enrolment>(
              (enrolment, happening) =>
                advance({ ...start, definition, enrolment, random: 0, happening }).enrolment,
              begin(),
            )
          const shuffled = [...happenings]
            .map((happening) => ({ happening, key: numbers.next().value ?? 0 }))
            .sort((a, b) => a.key - b.key)
            .map(({ happening }) => happening)
          const one = endOf(happenings)
          const other = endOf(shuffled)
          expect(other.status).toBe(one.status)
          expect(other.phase).toBe(one.phase)
          expect(other.resumable).toBe(one.resumable)
          seen.add(one.status)
        },
      ),
      { numRuns: 1000 },
    )
    expect([...seen].sort()).toEqual(
      STATUSES.filter((status) => !['in_cadence', 'completed'].includes(status)).toSorted(),
    )
  })
})
