import { invalidInput } from '#platform/errors/index.ts'

const KINDS = ['call', 'linkedin', 'manual_mail', 'todo'] as const
type Kind = (typeof KINDS)[number]

/** What somebody can say of a task that is done, and what follows from it. */
export type TaskOutcome = {
  label: string
  /** Of which tasks it can be said. */
  kinds: Kind[]
  /** Ends the cadence or journey: Task Stopped. */
  stops: boolean
  /** Becomes the prospect's field Outcome. */
  setsOutcome: boolean
}

const MOST_OUTCOMES = 50
/** The same as of an outcome that a cadence names. */
const LONGEST_LABEL = 100

/** Of a company that has set none. */
export const USUAL_OUTCOMES: TaskOutcome[] = [
  { label: 'Interested', kinds: [...KINDS], stops: false, setsOutcome: true },
  { label: 'Not interested', kinds: [...KINDS], stops: true, setsOutcome: true },
  { label: 'Call back later', kinds: ['call'], stops: false, setsOutcome: false },
  { label: 'No answer', kinds: ['call'], stops: false, setsOutcome: false },
  { label: 'Left a message', kinds: ['call'], stops: false, setsOutcome: false },
  { label: 'Wrong number', kinds: ['call'], stops: false, setsOutcome: true },
  // The report of LinkedIn touches counts these by name.
  ...[
    'Connection request sent',
    'Connection request accepted',
    'InMail sent',
    'InMail responded',
    'Message sent',
    'Message responded',
  ].map((label): TaskOutcome => ({ label, kinds: ['linkedin'], stops: false, setsOutcome: false })),
]

/** Throws `invalid_input` naming the place. */
export const checkTaskOutcomes = (value: unknown): TaskOutcome[] => {
  if (!Array.isArray(value) || value.length > MOST_OUTCOMES)
    throw invalidInput('taskOutcomes', `taskOutcomes must be a list of at most ${MOST_OUTCOMES} outcomes.`)
  const outcomes = value.map((one: unknown, index) => checkOutcome(one, `taskOutcomes[${index}]`))
  const seen = new Set<string>()
  for (const [index, { label }] of outcomes.entries()) {
    const key = label.toLowerCase()
    if (seen.has(key))
      throw invalidInput(
        `taskOutcomes[${index}].label`,
        `The outcome "${label}" is given twice. Give it once.`,
      )
    seen.add(key)
  }
  return outcomes
}

const checkOutcome = (value: unknown, place: string): TaskOutcome => {
  if (typeof value !== 'object' || value === null)
    throw invalidInput(place, `${place} must be an object with label, kinds, stops and setsOutcome.`)
  const read = (name: keyof TaskOutcome): unknown => Reflect.get(value, name)
  const given = read('label')
  const label = typeof given === 'string' ? given.trim() : ''
  if (label === '' || label.length > LONGEST_LABEL || /\p{Cc}/u.test(label))
    throw invalidInput(
      `${place}.label`,
      `${place}.label must be one line of 1 to ${LONGEST_LABEL} characters.`,
    )
  return {
    label,
    kinds: checkKinds(read('kinds'), `${place}.kinds`),
    stops: checkFlag(read('stops'), `${place}.stops`),
    setsOutcome: checkFlag(read('setsOutcome'), `${place}.setsOutcome`),
  }
}

const checkKinds = (value: unknown, place: string): Kind[] => {
  const kinds = KINDS.filter((kind) => Array.isArray(value) && value.includes(kind))
  if (Array.isArray(value) && kinds.length > 0 && value.every((one) => KINDS.some((kind) => kind === one)))
    return kinds
  throw invalidInput(place, `${place} must name one or more of ${KINDS.join(', ')}.`)
}

const checkFlag = (value: unknown, place: string): boolean => {
  if (typeof value === 'boolean') return value
  throw invalidInput(place, `${place} must be true or false.`)
}
