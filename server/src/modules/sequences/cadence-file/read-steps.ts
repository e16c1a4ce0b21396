import type { TaskKind } from '../definition.ts'
import { TASK_KINDS } from '../step-words.ts'
import type { FileOption, FileStep } from './file-types.ts'
import {
  isBlank,
  isMapPlace,
  type Place,
  type Reading,
  readList,
  readMap,
  readNumber,
  readText,
} from './reading.ts'
import { parseWait } from './wait-words.ts'

/** Other ways of writing the keys of tasks. */
export const SPELLINGS: ReadonlyMap<string, string> = new Map<string, string>([
  ['manual_mail', 'manual mail'],
  ['manualMail', 'manual mail'],
  ['todo', 'task'],
  ['linkedIn', 'linkedin'],
  ['LinkedIn', 'linkedin'],
])
const STEP_KEYS = ['mail', 'wait', ...TASK_KINDS.keys(), ...SPELLINGS.keys()]
const FORM =
  'a step is one of mail, wait, call, task, linkedin, manual mail, such as "- wait: 3 business days".'

/** Reads `steps`; steps with mistakes are left out, their mistakes collected. */
export const readSteps = (reading: Reading, place: Place | undefined): FileStep[] => {
  if (!place || isBlank(place)) {
    reading.complain(place ?? reading.root, 'a cadence needs steps: a list of mails, waits, calls and tasks.')
    return []
  }
  const items = readList(reading, place)
  if (!items) reading.complain(place, `steps are a list; each begins with "- ", and ${FORM}`)
  let mails = 0
  return (items ?? []).flatMap((item) => {
    const step = readStep(reading, item, mails + 1)
    if (step?.kind === 'mail') mails += 1
    return step ?? []
  })
}

const readStep = (reading: Reading, place: Place, mailNumber: number): FileStep | null => {
  if (!isMapPlace(place)) {
    reading.complain(place, FORM)
    return null
  }
  const keys = readMap(reading, place, [...STEP_KEYS, 'id'])
  const id = readText(reading, keys?.get('id'))
  const [entry, second] = [...(keys ?? [])].filter(([key]) => key !== 'id')
  if (!entry) {
    if (!reading.issues.some(({ path }) => path.startsWith(`${place.path}.`))) reading.complain(place, FORM)
    return null
  }
  if (second) {
    reading.complain(
      second[1],
      `one step cannot be ${entry[0]} and ${second[0]} at once; begin each with its own "- ".`,
    )
    return null
  }
  const [key, value] = entry
  const step = readStepBody(reading, SPELLINGS.get(key) ?? key, value, mailNumber)
  return step && (id === undefined ? step : { ...step, id })
}

const readStepBody = (reading: Reading, key: string, value: Place, mailNumber: number): FileStep | null => {
  if (key === 'mail') return { kind: 'mail', options: readOptions(reading, value, mailNumber) }
  if (key === 'wait') return readWait(reading, value)
  const kind = TASK_KINDS.get(key)
  return kind ? readTask(reading, value, kind) : null
}

const readWait = (reading: Reading, place: Place): FileStep | null => {
  const text = readText(reading, place)
  if (text === undefined) {
    if (isBlank(place)) reading.complain(place, 'how long? Write it as 3 business days.')
    return null
  }
  const wait = parseWait(text)
  if (typeof wait !== 'string') return { kind: 'wait', wait }
  reading.complain(place, wait)
  return null
}

const readTask = (reading: Reading, place: Place, task: TaskKind): FileStep | null => {
  if (!isMapPlace(place)) return { kind: 'task', task, title: readText(reading, place) ?? '', note: '' }
  const keys = readMap(reading, place, ['title', 'note'])
  return {
    kind: 'task',
    task,
    title: readText(reading, keys?.get('title')) ?? '',
    note: readText(reading, keys?.get('note')) ?? '',
  }
}

/** Reads the options of a mail; `mailNumber` names those without a template. */
export const readOptions = (reading: Reading, place: Place, mailNumber: number): FileOption[] => {
  const items = readList(reading, place)
  // One option may stand without the list around it; its paths count as those of the first.
  const places =
    items ?? (isBlank(place) ? [] : [reading.place(`${place.path}[0]`, place.node, place.offset)])
  return places.map((option, index) =>
    readOption(reading, option, defaultName(mailNumber, index, places.length)),
  )
}

const defaultName = (mailNumber: number, index: number, count: number): string =>
  `Mail ${mailNumber}${count > 1 ? ` ${String.fromCharCode(65 + (index % 26))}` : ''}`

const readOption = (reading: Reading, place: Place, name: string): FileOption => {
  const keys = readMap(reading, place, ['id', 'template', 'weight', 'subject', 'body'])
  const template = readText(reading, keys?.get('template'))
  const body = readText(reading, keys?.get('body'))
  const fromTemplate = template !== undefined && body === undefined && !keys?.has('body')
  return {
    ...(keys?.has('id') && { id: readText(reading, keys.get('id')) }),
    template: template ?? name,
    weight: readNumber(reading, keys?.get('weight')) ?? 1,
    subject: readText(reading, keys?.get('subject')) ?? (fromTemplate ? undefined : ''),
    body: body ?? (fromTemplate ? undefined : ''),
  }
}
