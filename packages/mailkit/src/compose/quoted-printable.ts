const HEX = Buffer.from('0123456789ABCDEF', 'latin1')
const MAX_LINE = 76
const CR = 0x0d
const LF = 0x0a
const SPACE = 0x20
const TAB = 0x09
const EQUALS = 0x3d

/**
 * UTF-8 bytes with CRLF line ends as quoted-printable (RFC 2045 section 6.7): lines of at most 76 characters, space and tab encoded at
 * the end of a line, `From ` encoded at the start of one, where mbox stores would change it.
 */
export const quotedPrintable = (bytes: Uint8Array): string => {
  // Worst case: every octet is three characters and every 75 characters get a soft break of three.
  const out = Buffer.allocUnsafe(Math.ceil(bytes.length * 3 * (1 + 3 / 73)) + 16)
  let at = 0
  let column = 0
  const length = bytes.length
  for (let i = 0; i < length; i++) {
    const octet = bytes[i] as number
    if (octet === CR && bytes[i + 1] === LF) {
      out[at++] = CR
      out[at++] = LF
      i++
      column = 0
      continue
    }
    const endsLine = i + 1 === length || (bytes[i + 1] === CR && bytes[i + 2] === LF)
    const plain =
      (octet > SPACE && octet < 0x7f && octet !== EQUALS && !(column === 0 && isFrom(bytes, i))) ||
      ((octet === SPACE || octet === TAB) && !endsLine)
    const width = plain ? 1 : 3
    // The last column is kept for the soft break, unless the line ends right here.
    if (column + width > (endsLine ? MAX_LINE : MAX_LINE - 1)) {
      out[at++] = EQUALS
      out[at++] = CR
      out[at++] = LF
      column = 0
    }
    if (plain) {
      out[at++] = octet
    } else {
      out[at++] = EQUALS
      out[at++] = HEX[octet >> 4] as number
      out[at++] = HEX[octet & 15] as number
    }
    column += width
  }
  return out.toString('latin1', 0, at)
}

/** Whether `From ` stands here. */
const isFrom = (bytes: Uint8Array, i: number): boolean =>
  bytes[i] === 0x46 &&
  bytes[i + 1] === 0x72 &&
  bytes[i + 2] === 0x6f &&
  bytes[i + 3] === 0x6d &&
  bytes[i + 4] === SPACE
