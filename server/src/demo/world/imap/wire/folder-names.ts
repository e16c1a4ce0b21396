import { invalidInput } from '#platform/errors/index.ts'

/** Writes a folder's name in modified UTF-7 (RFC 3501, 5.1.3): `Entwürfe` as `Entw&APw-rfe`. */
export const encodeFolderName = (name: string): string =>
  name.replaceAll(/&|[^\x20-\x7e]+/g, (run) => (run === '&' ? '&-' : `&${encodeRun(run)}-`))

/** Reads a folder's name; plain UTF-8, which some clients send, is understood too. Throws `invalid_input`. */
export const decodeFolderName = (bytes: string): string =>
  Buffer.from(bytes, 'latin1')
    .toString('utf8')
    .replaceAll(/&([^-]*)-/g, (_, run: string) => (run === '' ? '&' : decodeRun(run, bytes)))

const encodeRun = (run: string): string => {
  const units = Buffer.from(run, 'utf16le').swap16()
  return units.toString('base64').replaceAll('=', '').replaceAll('/', ',')
}

const decodeRun = (run: string, name: string): string => {
  const units = Buffer.from(run.replaceAll(',', '/'), 'base64')
  if (units.length === 0 || units.length % 2 !== 0)
    throw invalidInput('command', `“${name}” is no folder name in modified UTF-7`)
  return units.swap16().toString('utf16le')
}
