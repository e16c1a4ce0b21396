/** Markup that is safe to send. */
export type Html = { readonly markup: string }

const ENTITIES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

export const escapeHtml = (text: string): string =>
  text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? '')

/** Writes markup from a template; every text in it is escaped, other markup is taken as it is. */
export const html = (
  parts: TemplateStringsArray,
  ...values: (string | Html | readonly Html[] | undefined)[]
): Html => ({
  markup: parts.reduce((markup, part, index) => markup + write(values[index - 1]) + part),
})

const write = (value: string | Html | readonly Html[] | undefined): string => {
  if (value === undefined) return ''
  if (typeof value === 'string') return escapeHtml(value)
  return 'markup' in value ? value.markup : value.map(({ markup }) => markup).join('')
}
