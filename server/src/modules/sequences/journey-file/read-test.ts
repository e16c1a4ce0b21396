import {
  isMapPlace,
  type Place,
  type Reading,
  readMap,
  readText,
  readTruth,
} from '../cadence-file/reading.ts'
import type { Condition, EventTest, Exit } from '../definition-journey.ts'
import { ANY_MAIL, CONDITION_KEYS, EVENT_KEYS } from './node-words.ts'

/** Reads what a `waitFor` waits for, beside its `timeout`. */
export const readEvent = (reading: Reading, place: Place, keys: Map<string, Place>): EventTest | null => {
  const test = readTest(reading, place, keys, EVENT_KEYS)
  return test && test.of !== 'field' && test.of !== 'tag' && test.of !== 'list' ? test : null
}

/** Reads what an `if` asks. */
export const readCondition = (reading: Reading, place: Place): Condition | null => {
  const keys = readMap(reading, place, CONDITION_KEYS)
  return keys && readTest(reading, place, keys, CONDITION_KEYS)
}

const readTest = (
  reading: Reading,
  place: Place,
  keys: Map<string, Place>,
  known: readonly (typeof CONDITION_KEYS)[number][],
): Condition | null => {
  const [first, second] = known.flatMap((of) => {
    const value = keys.get(of)
    return value ? [{ of, value }] : []
  })
  if (!first || second) {
    reading.complain(second?.value ?? place, `exactly one of ${known.join(', ')} belongs here.`)
    return null
  }
  const { of, value } = first
  switch (of) {
    case 'opened':
    case 'replied':
    case 'bounced':
      return {
        of,
        mail: readMail(reading, isMapPlace(value) ? readMap(reading, value, ['mail'])?.get('mail') : value),
      }
    case 'clicked': {
      const parts = isMapPlace(value) ? readMap(reading, value, ['mail', 'link']) : new Map([['mail', value]])
      return {
        of,
        mail: readMail(reading, parts?.get('mail')),
        link: readText(reading, parts?.get('link')) ?? null,
      }
    }
    case 'task': {
      const parts = isMapPlace(value)
        ? readMap(reading, value, ['node', 'outcome'])
        : new Map([['node', value]])
      const task = readText(reading, parts?.get('node'))
      if (task === undefined) {
        reading.complain(value, 'name the node of the task: task: { node: call, outcome: Interested }.')
        return null
      }
      return { of, task, outcome: readText(reading, parts?.get('outcome')) ?? null }
    }
    case 'tag':
      return { of, tag: readText(reading, value) ?? '' }
    case 'list':
      return { of, list: readText(reading, value) ?? '' }
    case 'field':
      return readField(reading, value)
  }
}

const readMail = (reading: Reading, place: Place | undefined): Exit => {
  const text = readText(reading, place)?.trim()
  return text === undefined || text.toLowerCase() === ANY_MAIL ? null : text
}

const FIELD_FORM = 'write it as field: { name: Title, contains: CEO }, with equals, contains or isSet: true.'

const readField = (reading: Reading, place: Place): Condition | null => {
  const keys = isMapPlace(place) ? readMap(reading, place, ['name', 'equals', 'contains', 'isSet']) : null
  const field = readText(reading, keys?.get('name'))
  const [asked, second] = ['equals', 'contains', 'isSet'].flatMap((key) => {
    const value = keys?.get(key)
    return value ? [{ key, value }] : []
  })
  if (field === undefined || !asked || second) {
    reading.complain(place, FIELD_FORM)
    return null
  }
  if (asked.key === 'isSet') {
    if (readTruth(reading, asked.value) !== true) reading.complain(asked.value, FIELD_FORM)
    return { of: 'field', field, is: 'set' }
  }
  const value = readText(reading, asked.value) ?? ''
  return { of: 'field', field, is: asked.key === 'equals' ? 'equal' : 'containing', value }
}
