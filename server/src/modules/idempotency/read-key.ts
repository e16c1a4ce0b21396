import { invalidInput } from '#platform/errors/index.ts'

export const KEY_HEADER = 'Idempotency-Key'

/** What a caller may choose: printable ASCII, at most 255 characters. */
const KEY = /^[\x21-\x7e](?:[\x20-\x7e]{0,253}[\x21-\x7e])?$/

/**
 * The key that a header names. The IETF draft (draft-ietf-httpapi-idempotency-key-header) writes it in quotes, as a string of structured
 * fields (RFC 9651), most clients without: `"abc"` and `abc` are one key. Throws `invalid_input` for what is none.
 */
export const readKey = (header: string): string => {
  const text = header.trim()
  const quoted = /^"(.*)"$/.exec(text)?.[1]
  const key = quoted === undefined ? text : quoted.replaceAll(/\\(["\\])/g, '$1')
  if (!KEY.test(key))
    throw invalidInput(
      KEY_HEADER,
      `${KEY_HEADER} must be 1 to 255 printable ASCII characters, such as a random UUID. Choose a new one for each thing to be done.`,
    )
  return key
}
