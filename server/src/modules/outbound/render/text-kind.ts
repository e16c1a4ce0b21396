/** What a rendered text becomes: HTML escapes the values in it, a subject is one line, plain text is left as it comes out. */
export type TextKind = 'html' | 'subject' | 'plain'

const BREAKS = /[\p{Cc}\p{Zl}\p{Zp}\s]+/gu

/** Any run of white space, line breaks and control characters is one space: nothing rendered can begin another header. */
export const oneLine = (text: string): string => text.replace(BREAKS, ' ').trim()

/** What filters may leave and no database or mail takes: NUL, and halves of characters that were cut in two. */
export const storable = (text: string): string => text.replaceAll('\0', '').toWellFormed()

const ENTITIES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

export const escapeHtml = (text: string): string =>
  text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character)
