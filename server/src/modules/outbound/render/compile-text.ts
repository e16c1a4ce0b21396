import { CaptureTag, Context, type Liquid, type Template } from 'liquidjs'
import { messageOf } from '#platform/errors/index.ts'
import { ZONE_REGISTER } from './create-liquid.ts'
import { oneLine, storable, type TextKind } from './text-kind.ts'
import {
  childrenOf,
  MISSING_REGISTER,
  STAND_IN_REGISTER,
  type StandIn,
  watchOutputs,
} from './watch-outputs.ts'

/** The value of a variable, whatever the case of its name; undefined where there is none. */
export type Values = (name: string) => string | undefined

/** A text with its values in place and the variables it needed and did not have, or what is wrong with its Liquid. */
export type Rendering = { text: string; missing: string[] } | { mistake: string }

export type CompiledText = {
  /** The variables it looks up, as written. */
  names: readonly string[]
  /** @param standIn what to print for missing variables; nothing by default */
  render(input: { values: Values; zone: string; standIn?: StandIn | undefined }): Rendering
}

/** Parses a text once, to be rendered for many prospects. A mistake in it is what every rendering answers. */
export const compileText = (liquid: Liquid, text: string, kind: TextKind): CompiledText => {
  try {
    return compiled(liquid, liquid.parse(text), kind)
  } catch (error) {
    const mistake = mistakeOf(error)
    return { names: [], render: () => mistake }
  }
}

const compiled = (liquid: Liquid, templates: Template[], kind: TextKind): CompiledText => {
  const captured = capturedNames(templates)
  const names = Object.values(liquid.analyzeSync(templates, { partials: false }).globals)
    .flatMap(([variable]) => variable?.segments[0] ?? [])
    .filter((name) => typeof name === 'string')
    .filter((name) => !captured.has(name))
  const signature = names.filter((name) => name.toLowerCase() === 'signature')
  watchOutputs(liquid, templates, { kind, htmlNames: new Set([...captured, ...signature]) })
  return {
    names,
    render: ({ values, zone, standIn }) => {
      const scope: Record<string, string> = Object.create(null)
      for (const name of names) {
        const value = values(name)
        if (value !== undefined) scope[name] = value
      }
      const context = new Context(scope, liquid.options, { sync: true }, { liquid })
      const missing = new Set<string>()
      context.setRegister(MISSING_REGISTER, missing)
      context.setRegister(STAND_IN_REGISTER, standIn)
      context.setRegister(ZONE_REGISTER, zone)
      try {
        const rendered = storable(String(liquid.renderSync(templates, context)))
        return { text: kind === 'subject' ? oneLine(rendered) : rendered, missing: [...missing] }
      } catch (error) {
        return mistakeOf(error)
      }
    },
  }
}

/**
 * Names that `capture` alone sets: what they hold was escaped when it was captured. They are never looked up among a prospect's fields.
 */
const capturedNames = (templates: readonly Template[]): Set<string> => {
  const captured = new Set<string>()
  const others = new Set<string>()
  const visit = (some: readonly Template[]): void => {
    for (const template of some) {
      const names = template instanceof CaptureTag ? captured : others
      for (const { content } of template.localScope?.() ?? []) names.add(content)
      for (const name of template.blockScope?.() ?? []) others.add(name)
      visit(childrenOf(template))
    }
  }
  visit(templates)
  return new Set([...captured].filter((name) => !others.has(name)))
}

/** Whatever goes wrong, with Liquid or within it, is a mistake of this text and must not keep others from being rendered. */
const mistakeOf = (error: unknown): { mistake: string } => {
  const [sentence] = messageOf(error).split('\n')
  return { mistake: `${sentence?.replace(/, line:(\d+), col:(\d+)$/, ' (line $1, column $2)')}.` }
}
