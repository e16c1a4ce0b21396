/** Labels that TextDecoder knows. */
export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252'

/** Reads a file's bytes as they pass and says at the end what they are. */
export type EncodingDetector = { push(chunk: Uint8Array): void; result(): Encoding }

/** UTF-16 shows itself in the first bytes: every comma and line break has a zero byte. */
const UTF16_SAMPLE = 65_536

/**
 * Finds the encoding of a text by its byte order mark, else by zero bytes (UTF-16), else by whether it is UTF-8: every byte is looked
 * at, for the first name with an accent may stand far down. A file in which UTF-8 letters far outnumber broken bytes is UTF-8 with
 * some broken rows; anything else is taken for Windows-1252, of which Latin-1 is a part.
 */
export const createEncodingDetector = (): EncodingDetector => {
  const sample: number[] = []
  const zeros = { even: 0, odd: 0 }
  let position = 0
  const utf8 = createUtf8Counter()

  return {
    push: (chunk) => {
      for (let index = 0; index < chunk.length && position + index < UTF16_SAMPLE; index += 1) {
        const byte = chunk[index] ?? 0
        if (sample.length < 3) sample.push(byte)
        if (byte === 0) zeros[(position + index) % 2 === 0 ? 'even' : 'odd'] += 1
      }
      position += chunk.length
      utf8.push(chunk)
    },
    result: () => {
      const [a, b, c] = sample
      if (a === 0xef && b === 0xbb && c === 0xbf) return 'utf-8'
      if (a === 0xff && b === 0xfe) return 'utf-16le'
      if (a === 0xfe && b === 0xff) return 'utf-16be'
      const enough = Math.min(position, UTF16_SAMPLE) / 100
      if (zeros.odd > enough && zeros.odd > 10 * zeros.even) return 'utf-16le'
      if (zeros.even > enough && zeros.even > 10 * zeros.odd) return 'utf-16be'
      const { letters, broken } = utf8.result()
      return letters >= 10 * broken ? 'utf-8' : 'windows-1252'
    },
  }
}

/** Counts letters of two and more bytes, and bytes that are part of none. */
const createUtf8Counter = () => {
  let letters = 0
  let broken = 0
  let missing = 0
  return {
    push: (chunk: Uint8Array): void => {
      for (let index = 0; index < chunk.length; index += 1) {
        const byte = chunk[index] ?? 0
        if (byte < 0x80) {
          if (missing > 0) broken += 1
          missing = 0
        } else if (byte < 0xc0) {
          if (missing === 0) broken += 1
          else if (missing === 1) {
            letters += 1
            missing = 0
          } else missing -= 1
        } else {
          if (missing > 0) broken += 1
          missing = byte < 0xc2 ? 0 : byte < 0xe0 ? 1 : byte < 0xf0 ? 2 : byte < 0xf5 ? 3 : 0
          if (missing === 0) broken += 1
        }
      }
    },
    result: () => ({ letters, broken: broken + (missing > 0 ? 1 : 0) }),
  }
}
