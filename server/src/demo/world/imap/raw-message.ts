/** Where the header of a mail ends and its body begins, in bytes; a mail without an empty line is all header. */
const endOfHeader = (raw: Buffer): number => {
  if (raw.indexOf('\r\n') === 0) return 2
  const blank = raw.indexOf('\r\n\r\n')
  return blank === -1 ? raw.length : blank + 4
}

export const headerPart = (raw: Buffer): Buffer => raw.subarray(0, endOfHeader(raw))

export const bodyPart = (raw: Buffer): Buffer => raw.subarray(endOfHeader(raw))

/** The header's fields as they stand, folds and line ends included. */
const rawFields = (raw: Buffer): { name: string; field: string }[] => {
  const lines = headerPart(raw)
    .toString('latin1')
    .split(/(?<=\r\n)(?![ \t])/)
  return lines.flatMap((field) => {
    const colon = field.indexOf(':')
    return colon === -1 ? [] : [{ name: field.slice(0, colon).trim().toLowerCase(), field }]
  })
}

/** The header reduced to the named fields, or to all others, with the empty line that ends it. */
export const someFields = (
  raw: Buffer,
  names: readonly string[],
  { except }: { except: boolean },
): Buffer => {
  const wanted = new Set(names.map((name) => name.toLowerCase()))
  const fields = rawFields(raw).filter(({ name }) => wanted.has(name) !== except)
  return Buffer.from(`${fields.map(({ field }) => field).join('')}\r\n`, 'latin1')
}

/** The values of a field, unfolded, as byte strings: encoded words stay as they are. */
export const valuesOf = (raw: Buffer, name: string): string[] =>
  rawFields(raw)
    .filter((one) => one.name === name.toLowerCase())
    .map(({ field }) =>
      field
        .slice(field.indexOf(':') + 1)
        .replaceAll(/\r\n(?=[ \t])/g, '')
        .trim(),
    )
