const QUOTABLE = /^[\x20-\x7e]*$/

/**
 * A byte string as the server writes it: quoted where it can be, else as a literal. In a quoted string only printable ASCII is safe for
 * every client.
 */
export const writeString = (text: string): string =>
  QUOTABLE.test(text) && text.length < 1000
    ? `"${text.replaceAll(/["\\]/g, '\\$&')}"`
    : `{${text.length}}\r\n${text}`

export const writeNstring = (text: string | null | undefined): string =>
  text === null || text === undefined ? 'NIL' : writeString(text)

export const writeList = (items: Iterable<string>): string => `(${[...items].join(' ')})`

/** Bytes as a literal, never quoted: what BODY[…] answers with. */
export const writeLiteral = (bytes: Buffer): Buffer =>
  Buffer.concat([Buffer.from(`{${bytes.length}}\r\n`), bytes])
