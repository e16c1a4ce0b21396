import { type Address, readAddress } from './address.ts'
import {
  checkCustomName,
  checkCustomValue,
  checkField,
  type Mistake,
  MOST_CUSTOM_FIELDS,
  textOf,
} from './field-value.ts'
import { type FieldColumn, fieldNamed } from './fields.ts'
import { LONGEST_NAME, lineMistake, nameKey } from './names.ts'

/** What an input gives of a prospect. An empty text was given empty; what is absent was not given. */
export type ProspectInput = {
  address: Address | undefined
  fields: Map<FieldColumn, string>
  customFields: Map<string, string>
  /** A name, trimmed. */
  list: string | undefined
  /** Names, trimmed, each once. */
  tags: string[]
  /** The owner's login mail, normalised. */
  owner: string | undefined
  /** Keys that mean nothing to us. */
  ignored: string[]
}

/** A mistake in an input, with the field that it is about. */
export type InputMistake = Mistake & { field: string }

/** Reads a prospect as the public API takes it: a JSON object with the names of the API. Says what is wrong with the first field at fault. */
export const readProspectInput = (body: unknown): ProspectInput | InputMistake => {
  if (typeof body !== 'object' || body === null || Array.isArray(body))
    return {
      field: 'body',
      mistake: 'A prospect must be a JSON object such as {"Email": "ann@example.com"}.',
    }
  const input: ProspectInput = {
    address: undefined,
    fields: new Map(),
    customFields: new Map(),
    list: undefined,
    tags: [],
    owner: undefined,
    ignored: [],
  }
  for (const [key, value] of Object.entries(body)) {
    const wrong = readKey(input, key, value)
    if (wrong) return { field: key, ...wrong }
  }
  return input
}

const readKey = (input: ProspectInput, key: string, value: unknown): Mistake | undefined => {
  const field = fieldNamed(key)
  if (field) {
    const text = textOf(value)
    if (text === undefined) return notAText(key)
    const checked = checkField(field, text)
    if (typeof checked !== 'string') return checked
    input.fields.set(field.column, checked)
    return undefined
  }
  switch (key) {
    case 'Email':
    case 'email':
      return readEmail(input, key, value)
    case 'List':
      return readList(input, value)
    case 'Tags':
      return readTags(input, value)
    case 'Owner':
      return readOwner(input, value)
    case 'CustomFields':
      return readCustomFields(input, value)
    default:
      input.ignored.push(key)
      return undefined
  }
}

const notAText = (key: string): Mistake => ({ mistake: `${key} must be a text, not an object or a list.` })

const readEmail = (input: ProspectInput, key: string, value: unknown): Mistake | undefined => {
  const text = textOf(value)
  if (text === undefined) return notAText(key)
  if (text === '') return undefined
  const address = readAddress(text)
  if (typeof address === 'string') return { mistake: `${key} is not a valid mail address: ${address}.` }
  input.address = address
  return undefined
}

/** A name, or `{label, value}` as one public client sends it when nothing was chosen. */
const readList = (input: ProspectInput, value: unknown): Mistake | undefined => {
  const isChoice = typeof value === 'object' && value !== null && 'label' in value
  const text = textOf(isChoice ? value.label : value)
  if (text === undefined) return notAText('List')
  const wrong = lineMistake(text, LONGEST_NAME)
  if (wrong) return { mistake: `List ${wrong}.` }
  input.list = text
  return undefined
}

/** One text with `|` between, or an array. */
const readTags = (input: ProspectInput, value: unknown): Mistake | undefined => {
  const texts = (Array.isArray(value) ? value : [value]).map(textOf)
  const tags = new Map<string, string>()
  for (const text of texts) {
    if (text === undefined)
      return { mistake: 'Tags must be one text with | between the tags, or a list of texts.' }
    for (const part of text.split('|')) {
      const tag = part.trim()
      const wrong = lineMistake(tag, LONGEST_NAME)
      if (wrong) return { mistake: `Tags has a tag that ${wrong}.` }
      if (tag !== '' && !tags.has(nameKey(tag))) tags.set(nameKey(tag), tag)
    }
  }
  input.tags = [...tags.values()]
  return undefined
}

const readOwner = (input: ProspectInput, value: unknown): Mistake | undefined => {
  const text = textOf(value)
  if (text === undefined) return notAText('Owner')
  if (text === '') return undefined
  const address = readAddress(text)
  if (typeof address === 'string')
    return { mistake: `Owner must be the login mail of a member of the team: ${address}.` }
  input.owner = address.key
  return undefined
}

const readCustomFields = (input: ProspectInput, value: unknown): Mistake | undefined => {
  if (value === null || value === undefined || value === '') return undefined
  if (!Array.isArray(value))
    return { mistake: 'CustomFields must be a list such as [{"key": "Industry", "value": "Steel"}].' }
  for (const [index, entry] of value.entries()) {
    const place = `CustomFields[${index}]`
    if (typeof entry !== 'object' || entry === null || !('key' in entry))
      return { mistake: `${place} must be an object such as {"key": "Industry", "value": "Steel"}.` }
    const key = textOf(entry.key)
    const text = textOf('value' in entry ? entry.value : '')
    if (key === undefined || text === undefined)
      return { mistake: `${place} must have texts as its key and value.` }
    const name = checkCustomName(place, key)
    if (typeof name !== 'string') return name
    const checked = checkCustomValue(name, text)
    if (typeof checked !== 'string') return checked
    input.customFields.set(name, checked)
  }
  if (input.customFields.size > MOST_CUSTOM_FIELDS)
    return { mistake: `CustomFields has more than ${MOST_CUSTOM_FIELDS} fields.` }
  return undefined
}
