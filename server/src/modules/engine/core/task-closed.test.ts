import { describe, expect, test } from 'vitest'
import { enrol, MONDAY, mailStep, taskStep, waitStep } from './situation-fixture.ts'

const at = (moment: string) => new Date(moment)

describe('tasks', () => {
  const steps = [taskStep('t'), waitStep('w', 1), mailStep('a')]

  test.each([
    ['done', { kind: 'task_done', outcome: 'Connected', at: at('2026-03-02T14:00:00Z') }],
    ['skipped', { kind: 'task_skipped', at: at('2026-03-02T14:00:00Z') }],
  ] as const)('one that was %s leads on to the next step', (_what, happening) => {
    const one = enrol({ steps, stopOn: { taskOutcomes: ['Not interested'] } })
    one.due()
    one.happen(happening)
    expect(one.state()).toMatchObject({ phase: 'due', stepId: 'a', dueAt: at('2026-03-03T14:00:00Z') })
  })

  test('an outcome on which the cadence stops ends it', () => {
    const one = enrol({ steps, stopOn: { taskOutcomes: ['Not interested'] } })
    one.due()
    expect(one.happen({ kind: 'task_done', outcome: 'not interested ', at: MONDAY })).toEqual([
      { kind: 'status_changed', from: 'in_cadence', to: 'task_stopped' },
    ])
    expect(one.state()).toMatchObject({ phase: 'ended', status: 'task_stopped', stepsDone: ['t'] })
  })

  test('an outcome on which the company stops ends it, whatever the cadence says', () => {
    const one = enrol({ steps })
    one.due()
    one.happen({ kind: 'task_done', outcome: 'Gone', stops: true, at: MONDAY })
    expect(one.state()).toMatchObject({ phase: 'ended', status: 'task_stopped', stepsDone: ['t'] })
  })

  test('one that is no longer open changes nothing', () => {
    const one = enrol({ steps })
    const before = one.state()
    one.happen({ kind: 'task_done', outcome: null, at: MONDAY })
    expect(one.state()).toBe(before)
  })
})
