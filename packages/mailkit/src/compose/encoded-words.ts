const PREFIX_B = '=?UTF-8?B?'
const PREFIX_Q = '=?UTF-8?Q?'
const SUFFIX = '?='
/** RFC 2047 section 2: a line with an encoded word is at most 76 characters, the word itself at most 75. */
const MAX_LINE = 76
const MAX_WORD = 75

/** Octets that may stand for themselves in a Q word wherever it is used, phrases included (RFC 2047 section 5, rule 3). */
const isPlainInQ = (octet: number): boolean =>
  (octet >= 0x61 && octet <= 0x7a) ||
  (octet >= 0x41 && octet <= 0x5a) ||
  (octet >= 0x30 && octet <= 0x39) ||
  octet === 0x21 ||
  octet === 0x2a ||
  octet === 0x2b ||
  octet === 0x2d ||
  octet === 0x2f

const qOf = (bytes: Uint8Array): string => {
  let out = ''
  for (const octet of bytes) {
    if (octet === 0x20) out += '_'
    else if (isPlainInQ(octet)) out += String.fromCharCode(octet)
    else out += `=${octet < 16 ? '0' : ''}${octet.toString(16).toUpperCase()}`
  }
  return out
}

const qLength = (bytes: Uint8Array): number => {
  let length = 0
  for (const octet of bytes) length += octet === 0x20 || isPlainInQ(octet) ? 1 : 3
  return length
}

/**
 * A text as RFC 2047 encoded words in UTF-8, folded with CRLF and a space between them. B or Q is taken by which is shorter; a character
 * is never split over two words. Lone surrogates become U+FFFD.
 * @param column how many characters already stand on the first line, so that it stays within 76
 */
export const encodedWords = (text: string, column: number): string => {
  const wellFormed = text.toWellFormed()
  const all = Buffer.from(wellFormed, 'utf8')
  const useQ = qLength(all) <= Math.ceil(all.length / 3) * 4
  const overhead = PREFIX_B.length + SUFFIX.length
  const words: string[] = []
  let chunk = ''
  let chunkCost = 0
  const room = (): number =>
    Math.min(MAX_WORD, MAX_LINE - (words.length === 0 ? Math.min(column, 50) : 1)) - overhead
  const flush = (): void => {
    const bytes = Buffer.from(chunk, 'utf8')
    words.push(useQ ? PREFIX_Q + qOf(bytes) + SUFFIX : PREFIX_B + bytes.toString('base64') + SUFFIX)
    chunk = ''
    chunkCost = 0
  }
  for (const character of wellFormed) {
    const bytes = Buffer.from(character, 'utf8')
    const cost = useQ ? qLength(bytes) : bytes.length
    const limit = useQ ? room() : Math.floor(room() / 4) * 3
    if (chunk !== '' && chunkCost + cost > limit) flush()
    chunk += character
    chunkCost += cost
  }
  if (chunk !== '') flush()
  return words.join('\r\n ')
}
