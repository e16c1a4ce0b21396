import { type CadenceDefinition, DEFAULT_SETTINGS, type Step } from '#modules/sequences/definition.ts'
import { advance } from './advance.ts'
import type { Calendar } from './calendar.ts'
import type { Enrolment } from './enrolment.ts'
import { firstState } from './first-state.ts'
import type { Effect, Happening } from './happening.ts'

/** A Monday, 10:00 in Berlin. */
export const MONDAY = new Date('2026-03-02T09:00:00Z')

export const mailStep = (id: string, weights: readonly number[] = [1]): Step => ({
  id,
  kind: 'mail',
  options: weights.map((weight, index) => ({
    id: `${id}-${index}`,
    template: `${id} ${index}`,
    weight,
    subject: '',
    body: 'Hello',
  })),
})

export const taskStep = (id: string): Step => ({ id, kind: 'task', task: 'call', title: 'Call', note: '' })

export const waitStep = (id: string, days: number): Step => ({
  id,
  kind: 'wait',
  wait: { amount: days, unit: 'days' },
})

export const BERLIN: Calendar = {
  zone: 'Europe/Berlin',
  window: { from: '09:00', to: '17:00' },
  days: [1, 2, 3, 4, 5],
  isHoliday: () => false,
  zoneSource: 'prospect',
  guessedFrom: null,
}

/** An enrolment to which things happen one after the other. */
export const enrol = ({
  steps,
  stopOn = {},
  calendar = BERLIN,
  hasMailbox = true,
}: {
  steps: Step[]
  stopOn?: Partial<CadenceDefinition['settings']['stopOn']>
  calendar?: Calendar
  hasMailbox?: boolean
}) => {
  const settings = { ...DEFAULT_SETTINGS, stopOn: { ...DEFAULT_SETTINGS.stopOn, ...stopOn } }
  let definition: CadenceDefinition = { settings, steps }
  let mailbox = hasMailbox
  let now = MONDAY
  let state = firstState({ definition, calendar, now, hasMailbox })
  const happen = (happening: Happening, random = 0): Effect[] => {
    const next = advance({
      enrolment: state,
      definition,
      calendar,
      now,
      random,
      hasMailbox: mailbox,
      happening,
    })
    state = next.enrolment
    return next.effects
  }
  return {
    state: (): Enrolment => state,
    happen,
    /** Moves the clock to the due time and lets it come. */
    due: (random = 0): Effect[] => {
      if (state.dueAt && state.dueAt > now) now = state.dueAt
      return happen({ kind: 'due' }, random)
    },
    at: (moment: string): void => {
      now = new Date(moment)
    },
    now: () => now,
    publish: (changed: Step[]): Effect[] => {
      definition = { settings, steps: changed }
      return happen({ kind: 'definition_changed' })
    },
    /** Publishes without telling the enrolment: the job that does is still under way. */
    publishSilently: (changed: Step[]): void => {
      definition = { settings, steps: changed }
    },
    giveMailbox: (): void => {
      mailbox = true
    },
  }
}
