import { isAlias, isMap, isScalar, isSeq, LineCounter, type Node, parseDocument, type Scalar } from 'yaml'
import type { Issue } from '../issues.ts'
import { didYouMean } from '../nearest-names.ts'

/** A value in the file: its path (`steps[2].wait`), where it begins, and its node; null where nothing is written. */
export type Place = { path: string; offset: number; node: Node | null }

/** A file being read: mistakes are collected, and the place of every path is remembered for those found later. */
export type Reading = {
  root: Place
  issues: Issue[]
  complain(place: Place, message: string): void
  /** The line and column of a path, or of the nearest one around it that stands in the file. */
  positionOf(path: string): { line: number; column: number }
  /** Makes a place known under its path, and follows an alias to what it stands for. */
  place(path: string, node: unknown, offset: number): Place
}

const LONGEST_FILE = 5_000_000

/** The path of a mistake in the YAML itself, which has none. */
export const BROKEN_YAML = 'yaml'

export const startReading = (text: string): Reading => {
  const counter = new LineCounter()
  const issues: Issue[] = []
  const offsets = new Map<string, number>()
  const tooLong = text.length > LONGEST_FILE
  const document = parseDocument(tooLong ? '' : text, {
    lineCounter: counter,
    prettyErrors: false,
    uniqueKeys: true,
  })

  const place = (path: string, node: unknown, offset: number): Place => {
    const value = isAlias(node) ? node.resolve(document) : node
    const begin = (isNode(node) && node.range?.[0]) || offset
    if (!offsets.has(path)) offsets.set(path, begin)
    return { path, offset: begin, node: isNode(value) ? value : null }
  }
  const root = place('', document.contents, 0)

  if (tooLong) issues.push({ path: '', message: `a cadence file has at most ${LONGEST_FILE} characters.` })
  // Later errors of the parser mostly follow from the first one.
  const [broken] = document.errors
  if (broken) {
    offsets.set(BROKEN_YAML, broken.pos[0])
    issues.push({ path: BROKEN_YAML, message: brokenYaml(broken.message, lineAt(text, broken.pos[0])) })
  }

  return {
    root,
    issues,
    place,
    complain: ({ path, offset }, message) => {
      // The first mistake at a path decides where it points; a key of its own has its own place.
      if (!offsets.has(path)) offsets.set(path, offset)
      issues.push({ path, message })
    },
    positionOf: (path) => {
      for (let around = path; around !== ''; around = parentOf(around)) {
        const offset = offsets.get(around)
        if (offset !== undefined) return position(counter, offset)
      }
      return position(counter, root.offset)
    },
  }
}

const brokenYaml = (message: string, line: string): string => {
  const mistake = message.split('\n')[0]?.slice(0, 200).replace(/\.$/, '')
  const hint = line.includes('{{') ? ` ${QUOTE_HINT}` : ''
  return `this is not valid YAML: ${mistake}.${hint}`
}

const QUOTE_HINT = `A text with {{ … }} that begins with it or holds ": " must stand in quotes: subject: 'Hi {{ FirstName | default: "there" }}'.`

const lineAt = (text: string, offset: number): string => {
  const begin = text.lastIndexOf('\n', Math.max(offset - 1, 0)) + 1
  const end = text.indexOf('\n', offset)
  return text.slice(begin, end === -1 ? undefined : end)
}

const position = (counter: LineCounter, offset: number): { line: number; column: number } => {
  const { line, col } = counter.linePos(offset)
  return { line: Math.max(line, 1), column: Math.max(col, 1) }
}

const parentOf = (path: string): string =>
  path.slice(0, Math.max(path.lastIndexOf('.'), path.lastIndexOf('['), 0))

const isNode = (value: unknown): value is Node =>
  isScalar(value) || isMap(value) || isSeq(value) || isAlias(value)

/** Whether nothing is written at a place. */
export const isBlank = ({ node }: Place): boolean => node === null || (isScalar(node) && node.value === null)

/** The values of a map by key; unknown keys are refused with the nearest known one. Null, with a complaint, when it is no map. */
export const readMap = (
  reading: Reading,
  place: Place,
  known: readonly string[],
): Map<string, Place> | null => {
  if (!isMap(place.node)) {
    reading.complain(place, `here belongs a list of "key: value" lines, with the keys ${known.join(', ')}.`)
    return null
  }
  if (isBareLiquid(place.node)) {
    reading.complain(place, `{{ … }} stands here without quotes. ${QUOTE_HINT}`)
    return null
  }
  const values = new Map<string, Place>()
  for (const { key, value } of place.node.items) {
    const name = isScalar(key) ? String(key.value) : ''
    const path = place.path === '' ? name : `${place.path}.${name}`
    const offset = (isNode(key) && key.range?.[0]) || place.offset
    if (known.includes(name)) values.set(name, reading.place(path, value, offset))
    else {
      const near = didYouMean(name, known) || ` Known are ${known.join(', ')}.`
      reading.complain(reading.place(path, key, offset), `"${name}" is no key that is known here.${near}`)
    }
  }
  return values
}

/** The values of a map whose keys are names that people give, in order. Empty, with a complaint, when it is no map. */
export const readEntries = (reading: Reading, place: Place): [string, Place][] => {
  if (!isMap(place.node)) {
    reading.complain(place, 'here belong names, each with what stands under it.')
    return []
  }
  return place.node.items.flatMap(({ key, value }): [string, Place][] => {
    const name = isScalar(key) ? scalarText(key).trim() : ''
    const offset = (isNode(key) && key.range?.[0]) || place.offset
    if (name !== '') return [[name, reading.place(`${place.path}.${name}`, value, offset)]]
    reading.complain(reading.place(place.path, key, offset), 'a name of one line belongs here.')
    return []
  })
}

/** The items of a list, or null when it is none (without a complaint: many keys take one value as well). */
export const readList = (reading: Reading, place: Place): Place[] | null =>
  isSeq(place.node)
    ? place.node.items.map((item, index) => reading.place(`${place.path}[${index}]`, item, place.offset))
    : null

export const isMapPlace = ({ node }: Place): boolean => isMap(node)

/** A text as it is written; a number or a yes is taken as its text. Undefined when blank, or (with a complaint) no single value. */
export const readText = (reading: Reading, place: Place | undefined): string | undefined => {
  if (!place || isBlank(place)) return undefined
  if (isScalar(place.node)) return scalarText(place.node)
  reading.complain(
    place,
    isBareLiquid(place.node)
      ? `{{ … }} stands here without quotes. ${QUOTE_HINT}`
      : 'here belongs one text, not a list or further keys.',
  )
  return undefined
}

/** An unquoted {{ FirstName }} is YAML for a map whose key is a map. */
const isBareLiquid = (node: Node | null): boolean => isMap(node) && node.items.some(({ key }) => isMap(key))

const scalarText = (scalar: Scalar): string =>
  typeof scalar.value === 'string' ? scalar.value : (scalar.source ?? String(scalar.value))

const TRUTH = new Map([
  ['true', true],
  ['yes', true],
  ['on', true],
  ['false', false],
  ['no', false],
  ['off', false],
])

/** Yes or no; undefined when blank or (with a complaint) neither. */
export const readTruth = (reading: Reading, place: Place | undefined): boolean | undefined => {
  const text = readText(reading, place)
  if (place === undefined || text === undefined) return undefined
  const truth = TRUTH.get(text.trim().toLowerCase())
  if (truth === undefined) reading.complain(place, `"${text}" is neither true nor false.`)
  return truth
}

/** A number; undefined when blank or (with a complaint) none. */
export const readNumber = (reading: Reading, place: Place | undefined): number | undefined => {
  const text = readText(reading, place)
  if (place === undefined || text === undefined) return undefined
  const value = Number(text.trim())
  if (text.trim() !== '' && Number.isFinite(value)) return value
  reading.complain(place, `"${text}" is no number.`)
  return undefined
}

/** One of a few words, any case; undefined when blank or (with a complaint) another. */
export const readWord = <Word extends string>(
  reading: Reading,
  place: Place | undefined,
  words: readonly Word[],
): Word | undefined => {
  const text = readText(reading, place)
  if (place === undefined || text === undefined) return undefined
  const found = words.find((word) => word.toLowerCase() === text.trim().toLowerCase())
  if (!found)
    reading.complain(
      place,
      `"${text}" is not known here; write ${words.join(', ')}.${didYouMean(text, words)}`,
    )
  return found
}
