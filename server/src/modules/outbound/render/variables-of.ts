import type { Compile } from './render-mail.ts'

/** The variables that a text names, and those without which it cannot be sent: printed without a default. Null when its Liquid cannot be read. */
export const variablesOf = (
  { compile }: { compile: Compile },
  text: string,
  kind: 'subject' | 'html',
): { names: readonly string[]; needed: readonly string[] } | null => {
  const compiled = compile(text, kind)
  const rendered = compiled.render({ values: () => undefined, zone: 'UTC' })
  return 'mistake' in rendered ? null : { names: compiled.names, needed: rendered.missing }
}
