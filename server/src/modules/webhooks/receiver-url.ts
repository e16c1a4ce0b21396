import { invalidInput } from '#platform/errors/index.ts'

/** In an index, whose entries have a limit. */
const MOST_BYTES = 2000

/**
 * Where a webhook is delivered: by https where no scheme was typed. Throws `invalid_input` naming `field` for what is no address of a web
 * server.
 */
export const receiverUrl = (typed: string, field: string): URL => {
  const text = typed.trim()
  // `mailto:ann@example.com` is no server, `example.com:8080` is one.
  const isOther = /^[a-z][a-z0-9+.-]*:(?!\/\/|\d)/i.test(text)
  const url = isOther ? null : URL.parse(/^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `https://${text}`)
  const isWeb = url && (url.protocol === 'https:' || url.protocol === 'http:')
  // What PostgreSQL cannot store would be lost in any case: URL.parse encodes it.
  const isStorable = text.isWellFormed() && !text.includes('\0') && Buffer.byteLength(text) <= MOST_BYTES
  if (!isWeb || url.hostname === '' || !isStorable)
    throw invalidInput(
      field,
      `${field} must be the address of a web server, at most ${MOST_BYTES} bytes long, such as https://example.com/hooks.`,
    )
  return url
}

/** Nobody on the way can read what is sent. */
export const isSecured = (typed: string): boolean => !/^http:\/\//i.test(typed.trim())
