/** More than mail servers let through; the rest of a larger mail is not read. */
const MAX_BYTES = 40 * 1024 * 1024
/** Each line costs the MIME parser a buffer. Lines of encoded attachments are longer than this, and text has never so many. */
const SHORT_LINE = 40
const MAX_SHORT_LINES = 50_000
const MAX_HEADER_BYTES = 256 * 1024
const LF = 0x0a
const CR = 0x0d

/** How much of the mail is read. */
const readableLength = (raw: Uint8Array): number => {
  const most = Math.min(raw.length, MAX_BYTES)
  let short = 0
  for (let at = 0; at < most; ) {
    const newline = raw.indexOf(LF, at)
    const next = newline < 0 || newline >= most ? most : newline + 1
    if (next - at < SHORT_LINE) short++
    if (short > MAX_SHORT_LINES) return at
    at = next
  }
  return most
}

/** Where the first line with something in it begins: some relays put empty lines before the headers. */
const firstWritten = (raw: Uint8Array): number => {
  let start = 0
  for (let at = 0; at < raw.length; at++) {
    const octet = raw[at]
    if (octet === LF) start = at + 1
    else if (octet !== CR && octet !== 0x20 && octet !== 0x09) return start
  }
  return 0
}

const headerLength = (bytes: Uint8Array): number => {
  const most = Math.min(bytes.length, MAX_HEADER_BYTES)
  for (let at = bytes.indexOf(LF); at >= 0 && at < most; at = bytes.indexOf(LF, at + 1)) {
    if (bytes[at + 1] === LF || (bytes[at + 1] === CR && bytes[at + 2] === LF)) return at + 1
  }
  return most
}

const decoderFor = (charset: string | undefined) => {
  try {
    return new TextDecoder(charset ?? 'windows-1252')
  } catch {
    // A charset that nobody knows.
    return new TextDecoder('windows-1252')
  }
}

/** Headers may only be ASCII or UTF-8 (RFC 6532). Old programs write them raw in the charset of the body; they are made UTF-8. */
const withUtf8Headers = (bytes: Uint8Array): Uint8Array => {
  const end = headerLength(bytes)
  const head = bytes.subarray(0, end)
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(head)
    return bytes
  } catch {
    const ascii = Buffer.from(head).toString('latin1')
    const charset = /charset\s*=\s*"?([\w-]+)/i.exec(ascii)?.[1]
    const decoder = decoderFor(/^(?:us-ascii|utf-?8)$/i.test(charset ?? '') ? undefined : charset)
    return Buffer.concat([Buffer.from(decoder.decode(head), 'utf8'), bytes.subarray(end)])
  }
}

/** A raw mail as the MIME parser can take it in bounded time. `cut`: not all of it is there. */
export const readableBytes = (raw: Uint8Array): { bytes: Uint8Array; cut: boolean } => {
  const start = firstWritten(raw)
  const written = start === 0 ? raw : raw.subarray(start)
  const length = readableLength(written)
  return { bytes: withUtf8Headers(written.subarray(0, length)), cut: length < written.length }
}
