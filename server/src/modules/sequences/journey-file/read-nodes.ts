import { readOptions, SPELLINGS } from '../cadence-file/read-steps.ts'
import {
  isBlank,
  isMapPlace,
  type Place,
  type Reading,
  readEntries,
  readMap,
  readText,
  readTruth,
} from '../cadence-file/reading.ts'
import { parseWait } from '../cadence-file/wait-words.ts'
import type { Wait } from '../definition.ts'
import type { Exit } from '../definition-journey.ts'
import { TASK_KINDS } from '../step-words.ts'
import type { FileNode } from './file-types.ts'
import { BODY_KEYS, EXIT_KEYS, type ExitKey, exitsOfKey } from './node-words.ts'
import { readCondition, readEvent } from './read-test.ts'

type Exits = (key: ExitKey) => Exit
type Head = { id?: string; name: string }

const FORM =
  'a node is one of mail, wait, waitFor, if, an action or end, such as "pause: { wait: 3 days, next: reminder }".'

/** Reads `nodes`; nodes with mistakes are left out, their mistakes collected. */
export const readNodes = (reading: Reading, place: Place | undefined): FileNode[] => {
  if (!place || isBlank(place)) {
    reading.complain(place ?? reading.root, 'a journey needs nodes: their names, and under each what it is.')
    return []
  }
  let mails = 0
  return readEntries(reading, place).flatMap(([name, value]) => {
    const node = readNode(reading, name, value, mails + 1)
    if (node?.kind === 'mail') mails += 1
    return node ?? []
  })
}

const readNode = (reading: Reading, name: string, place: Place, mailNumber: number): FileNode | null => {
  if (!isMapPlace(place)) {
    if (readText(reading, place)?.trim() === 'end') return { name, kind: 'end' }
    reading.complain(place, FORM)
    return null
  }
  const keys = readMap(reading, place, [...BODY_KEYS, ...SPELLINGS.keys(), ...EXIT_KEYS, 'id'])
  if (!keys) return null
  const bodies = [...keys].filter(([key]) => key !== 'id' && !EXIT_KEYS.some((exit) => exit === key))
  const [body, second] = bodies
  if (!body) {
    if (!reading.issues.some(({ path }) => path.startsWith(`${place.path}.`))) reading.complain(place, FORM)
    return null
  }
  if (second) {
    reading.complain(second[1], `one node cannot be ${body[0]} and ${second[0]} at once; make two of it.`)
    return null
  }
  const key = SPELLINGS.get(body[0]) ?? body[0]
  const allowed = exitsOfKey(key)
  for (const exit of EXIT_KEYS) {
    const value = keys.get(exit)
    if (!value || allowed.includes(exit)) continue
    const has = allowed.length === 0 ? 'no exits' : `the exits ${allowed.join(' and ')}`
    reading.complain(value, `a node with "${key}" has ${has}, not "${exit}".`)
  }
  const id = readText(reading, keys.get('id'))
  const head: Head = { ...(id !== undefined && { id }), name }
  const exits: Exits = (exit) => readText(reading, keys.get(exit)) ?? null
  if (key === 'mail')
    return { ...head, kind: 'mail', options: readOptions(reading, body[1], mailNumber), next: exits('next') }
  return readBody(reading, { key, place: body[1], head, exits })
}

const readBody = (
  reading: Reading,
  { key, place, head, exits }: { key: string; place: Place; head: Head; exits: Exits },
): FileNode | null => {
  const next = exits('next')
  const text = (at: Place | undefined = place): string => readText(reading, at) ?? ''
  switch (key) {
    case 'end':
      return { ...head, kind: 'end' }
    case 'wait': {
      const wait = readWait(reading, place)
      return wait && { ...head, kind: 'wait', wait, next }
    }
    case 'waitUntil':
      return { ...head, kind: 'wait_until', until: text(), next }
    case 'waitFor':
      return readWaitFor(reading, { place, head, exits })
    case 'if': {
      const condition = readCondition(reading, place)
      return condition && { ...head, kind: 'condition', condition, yes: exits('yes'), no: exits('no') }
    }
    case 'addTag':
      return { ...head, kind: 'add_tag', tag: text(), next }
    case 'removeTag':
      return { ...head, kind: 'remove_tag', tag: text(), next }
    case 'moveToList':
      return { ...head, kind: 'move_to_list', list: text(), next }
    case 'setField': {
      const keys = readMap(reading, place, ['name', 'value'])
      const [field, value] = [text(keys?.get('name')), text(keys?.get('value'))]
      return keys && { ...head, kind: 'set_field', field, value, next }
    }
    case 'startCadence':
    case 'startJourney':
    case 'stopCadence':
    case 'stopJourney': {
      const kind = key.startsWith('start') ? 'start_sequence' : 'stop_sequence'
      const sequence = { kind: key.endsWith('Cadence') ? 'cadence' : 'journey', name: text() } as const
      return { ...head, kind, sequence, next }
    }
    case 'webhook':
      return { ...head, kind: 'webhook', url: text(), next }
    case 'notify':
      return { ...head, kind: 'notify', text: text(), next }
    default:
      return readTask(reading, { key, place, head, next })
  }
}

const readWaitFor = (
  reading: Reading,
  { place, head, exits }: { place: Place; head: Head; exits: Exits },
): FileNode | null => {
  const keys = readMap(reading, place, ['opened', 'clicked', 'replied', 'bounced', 'task', 'timeout'])
  if (!keys) return null
  const event = readEvent(reading, place, keys)
  const after = keys.get('timeout')
  if (!after) reading.complain(place, 'a wait for an event needs a timeout, such as timeout: 3 days.')
  const timeout = after ? readWait(reading, after) : null
  if (!event || !timeout) return null
  return {
    ...head,
    kind: 'wait_event',
    event,
    timeout,
    happened: exits('happened'),
    timedOut: exits('timedOut'),
  }
}

const readTask = (
  reading: Reading,
  { key, place, head, next }: { key: string; place: Place; head: Head; next: Exit },
): FileNode | null => {
  const task = TASK_KINDS.get(key)
  if (!task) return null
  if (!isMapPlace(place)) {
    const title = readText(reading, place) ?? ''
    return { ...head, kind: 'task', task, title, note: '', wait: true, next }
  }
  const keys = readMap(reading, place, ['title', 'note', 'wait'])
  const title = readText(reading, keys?.get('title')) ?? ''
  const note = readText(reading, keys?.get('note')) ?? ''
  const wait = readTruth(reading, keys?.get('wait')) ?? true
  return { ...head, kind: 'task', task, title, note, wait, next }
}

const readWait = (reading: Reading, place: Place): Wait | null => {
  const text = readText(reading, place)
  if (text === undefined) {
    if (isBlank(place)) reading.complain(place, 'how long? Write it as 3 business days.')
    return null
  }
  const wait = parseWait(text)
  if (typeof wait !== 'string') return wait
  reading.complain(place, wait)
  return null
}
