import { nearestNames } from '#modules/sequences/index.ts'
import { type Finding, hint, quoted, warning } from './finding.ts'

/** The variables of a text: those it names, and those of them without which it cannot be sent. */
export type TextVariables = { names: readonly string[]; needed: readonly string[] }

/** Names match as the renderer matches them: in any case, without spaces, hyphens and underscores. */
export const variableKey = (name: string): string => name.toLowerCase().replace(/[\s_-]/g, '')

/** Always there, for every mail. */
const ALWAYS = new Set(
  ['email', 'senderemail', 'sendername', 'senderfirstname', 'signature', 'unsubscribelink'].concat([
    'owneremail',
    'ownername',
  ]),
)

/** Variables that nobody has a value for, and those that hold a mail back where they are missing. `known` are all there are. */
export const checkVariables = (
  { names, needed }: TextVariables,
  field: Finding['field'],
  known: readonly string[],
): Finding[] => {
  const keys = new Set(known.map(variableKey))
  const unknown = names.filter((name) => !keys.has(variableKey(name)))
  const withoutDefault = needed.filter(
    (name) => keys.has(variableKey(name)) && !ALWAYS.has(variableKey(name)),
  )
  return [
    ...unknown.map((name) => warning('unknown-variable', field, unknownSentence(name, known))),
    ...(withoutDefault.length > 0 ? [hint('no-default', field, defaultSentence(withoutDefault))] : []),
  ]
}

const unknownSentence = (name: string, known: readonly string[]): string => {
  const [near] = nearestNames(name, known, 1)
  const advice = near === undefined ? 'pick one from the menu' : `did you mean {{ ${near} }}?`
  return `No prospect has a field “${name}”; ${advice}`
}

const defaultSentence = (names: readonly string[]): string =>
  `${quoted(names)}: a prospect without a value is held back. A default sends it all the same: {{ ${names[0]} | default: "there" }}.`
