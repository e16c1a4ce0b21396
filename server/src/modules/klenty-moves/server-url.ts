import { invalidInput } from '#platform/errors/index.ts'

export const KLENTY_URL = 'https://app.klenty.com'

/** The address of a server, without a slash at its end. Throws invalid_input for what no request can go to. */
export const readServerUrl = (typed: string): string => {
  const url = URL.parse(typed.trim())
  const isPlain = url && !url.username && !url.password && !url.search && !url.hash
  if (!isPlain || (url.protocol !== 'https:' && url.protocol !== 'http:'))
    throw invalidInput(
      '--from',
      `--from is “${typed}”, but it must be the address of a server that speaks the Klenty API, such as ${KLENTY_URL}.`,
    )
  return url.href.replace(/\/+$/, '')
}
