import { isAscii } from 'node:buffer'

/** Labels that TextDecoder knows. */
export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252'

/** Reads a file's bytes as they pass and says at the end what they are; `binary`: no text. */
export type EncodingDetector = { push(chunk: Uint8Array): void; result(): Encoding | 'binary' }

/** UTF-16 and files that are no text show themselves in the first bytes. */
const SAMPLE = 65_536

/**
 * Finds the encoding of a text by its byte order mark, else by zero bytes (in UTF-16 every comma and line break has one), else by whether
 * it is UTF-8: every byte is looked at, for the first name with an accent may stand far down. A file in which UTF-8 letters far outnumber
 * broken bytes is UTF-8 with some broken rows; anything else is taken for Windows-1252, of which Latin-1 is a part. A text has hardly any
 * control characters.
 */
export const createEncodingDetector = (): EncodingDetector => {
  const first: number[] = []
  const zeros = { even: 0, odd: 0 }
  let controls = 0
  let sampled = 0
  const utf8 = createUtf8Counter()

  return {
    push: (chunk) => {
      for (const byte of chunk.subarray(0, SAMPLE - sampled)) {
        if (sampled < 3) first.push(byte)
        if (byte === 0) zeros[sampled % 2 === 0 ? 'even' : 'odd'] += 1
        else if (byte < 0x20 && (byte < 0x09 || byte > 0x0d)) controls += 1
        sampled += 1
      }
      utf8.push(chunk)
    },
    result: () => {
      const [a, b, c] = first
      const enough = FEW + sampled / 100
      if (a === 0xff && b === 0xfe) return 'utf-16le'
      if (a === 0xfe && b === 0xff) return 'utf-16be'
      if (zeros.odd > enough && zeros.odd > 10 * zeros.even) return 'utf-16le'
      if (zeros.even > enough && zeros.even > 10 * zeros.odd) return 'utf-16be'
      if (zeros.odd + zeros.even + controls > enough) return 'binary'
      if (a === 0xef && b === 0xbb && c === 0xbf) return 'utf-8'
      const { letters, broken } = utf8.result()
      return letters >= 10 * broken ? 'utf-8' : 'windows-1252'
    },
  }
}

/** So many stray control characters may stand in the shortest file; a row that has one is refused by itself. */
const FEW = 8

/** Counts letters of two and more bytes, and bytes that are part of none. */
const createUtf8Counter = () => {
  let letters = 0
  let broken = 0
  let missing = 0
  const readByte = (byte: number): void => {
    if (byte < 0x80) {
      if (missing > 0) broken += 1
      missing = 0
    } else if (byte < 0xc0) {
      if (missing === 0) broken += 1
      else if (missing === 1) letters += 1
      missing = Math.max(0, missing - 1)
    } else {
      if (missing > 0) broken += 1
      missing = byte < 0xc2 ? 0 : byte < 0xe0 ? 1 : byte < 0xf0 ? 2 : byte < 0xf5 ? 3 : 0
      if (missing === 0) broken += 1
    }
  }
  return {
    push: (chunk: Uint8Array): void => {
      if (missing === 0 && isAscii(chunk)) return
      for (const byte of chunk) readByte(byte)
    },
    result: () => ({ letters, broken: broken + (missing > 0 ? 1 : 0) }),
  }
}
