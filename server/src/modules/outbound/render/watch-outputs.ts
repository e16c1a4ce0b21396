import {
  type Context,
  EchoTag,
  type Emitter,
  type Liquid,
  Output,
  type Template,
  TypeGuards,
  toValueSync,
  Value,
  Variable,
} from 'liquidjs'
import { escapeHtml, type TextKind } from './text-kind.ts'

/** Under this name a rendering collects the variables it needed and did not have. */
export const MISSING_REGISTER = 'missing'
/** Under this name a rendering keeps what to print for an output that lacks variables, if anything. */
export const STAND_IN_REGISTER = 'standIn'

export type StandIn = (names: string[]) => string

/** What may be blank without holding a mail back. */
const NEVER_MISSING = new Set(['signature'])
/** Filters after which a value is HTML already; only as the last one. */
const ESCAPING = new Set(['escape', 'escape_once', 'xml_escape', 'newline_to_br'])

/**
 * Makes every output of a template (`{{ … }}`, `echo`) note the variables that it lacks and escape what it prints. An output lacks the
 * variables that are blank in it, in filter arguments too, unless a `default` filter stands in for them.
 *
 * @param htmlNames variables that hold HTML: printed as they are
 */
export const watchOutputs = (
  liquid: Liquid,
  templates: readonly Template[],
  { kind, htmlNames }: { kind: TextKind; htmlNames: ReadonlySet<string> },
): void => {
  for (const template of templates) {
    const value = outputValue(template)
    if (value) template.render = renderOutput(value, pathsIn(liquid, template), { kind, htmlNames })
    watchOutputs(liquid, childrenOf(template), { kind, htmlNames })
  }
}

/** The templates inside a tag, of all its branches. */
export const childrenOf = (template: Template): Template[] =>
  template.children ? toValueSync(template.children(false, true)) : []

const outputValue = (template: Template): Value | undefined => {
  if (!(template instanceof Output || template instanceof EchoTag)) return undefined
  const [value] = template.arguments?.() ?? []
  return value instanceof Value ? value : undefined
}

/** A variable as written, and the way to its value as far as it is fixed. */
type Path = { name: string; segments: (string | number)[] }

const pathsIn = (liquid: Liquid, template: Template): Path[] =>
  Object.values(liquid.analyzeSync([template], { partials: false }).variables)
    .flat()
    .map((variable) => ({ name: variable.toString(), segments: fixedSegments(variable) }))

const fixedSegments = ({ segments }: Variable): (string | number)[] => {
  const fixed: (string | number)[] = []
  for (const segment of segments) {
    if (segment instanceof Variable) break
    fixed.push(segment)
  }
  return fixed
}

const renderOutput = (
  value: Value,
  paths: readonly Path[],
  { kind, htmlNames }: { kind: TextKind; htmlNames: ReadonlySet<string> },
) => {
  const defaults = value.filters.filter(({ name }) => name === 'default')
  const ownDefault = defaults.some(({ args }) =>
    args.every((arg) => !TypeGuards.isPropertyAccessToken(Array.isArray(arg) ? arg[1] : arg)),
  )
  const lastFilter = value.filters.at(-1)?.name
  const escapes = kind === 'html' && !(lastFilter !== undefined && ESCAPING.has(lastFilter))
  const needed = paths.filter(({ segments }) => !NEVER_MISSING.has(String(segments[0]).toLowerCase()))
  const [only] = paths.length === 1 ? paths : []
  const isHtml = lastFilter === undefined && only !== undefined && htmlNames.has(only.name)

  return function* (context: Context, emitter: Emitter): Generator<unknown, void, unknown> {
    const blank = needed.filter(({ segments }) => isBlank(context.getSync(segments)))
    if (blank.length > 0 && defaults.length === 0) return lack(context, emitter, blank, kind)
    const text = textOf(yield value.value(context, false))
    if (isBlank(text) && needed.length > 0 && !ownDefault)
      return lack(context, emitter, blank.length > 0 ? blank : needed, kind)
    emitter.write(escapes && !isHtml ? escapeHtml(text) : text)
  }
}

const lack = (context: Context, emitter: Emitter, paths: readonly Path[], kind: TextKind): void => {
  const names = [...new Set(paths.map(({ name }) => name))]
  const missing = context.getRegister<Set<string>>(MISSING_REGISTER)
  for (const name of names) missing.add(name)
  const standIn = context.getRegister<StandIn | undefined>(STAND_IN_REGISTER)?.(names) ?? ''
  emitter.write(kind === 'html' ? escapeHtml(standIn) : standIn)
}

const isBlank = (value: unknown): boolean =>
  value === undefined ||
  value === null ||
  (typeof value === 'string' && value.trim() === '') ||
  (Array.isArray(value) && value.every(isBlank))

/** As Liquid prints values. */
const textOf = (value: unknown): string => {
  if (value === undefined || value === null) return ''
  return Array.isArray(value) ? value.map(textOf).join('') : String(value)
}
