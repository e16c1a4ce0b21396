import { quotedPrintable } from './quoted-printable.ts'

/** A body ready to be written: its transfer encoding and its ASCII text, which ends with CRLF. */
export type EncodedBody = { readonly encoding: '7bit' | 'quoted-printable' | 'base64'; readonly text: string }

// Spaces at line ends and `From ` at line starts do not survive every relay unencoded.
const NEEDS_ENCODING = /[^\t\n\r\x20-\x7e]|[ \t](?:\r|$)|^From |[^\r\n]{77}/m
const BARE_LINE_END = /\r\n|\r|\n/g

const base64Lines = (bytes: Buffer): string => {
  const encoded = bytes.toString('base64')
  let out = ''
  for (let i = 0; i < encoded.length; i += 76) out += `${encoded.slice(i, i + 76)}\r\n`
  return out
}

const countHigh = (bytes: Uint8Array): number => {
  let high = 0
  for (const octet of bytes) if (octet > 0x7e) high++
  return high
}

/**
 * A text body with CRLF line ends in the transfer encoding that fits: as it is when it is plain ASCII in short lines, base64 when more
 * than a sixth of its bytes would each take three characters in quoted-printable, quoted-printable otherwise.
 * @param reserved a boundary that must not occur in the encoded text
 */
export const encodeBody = (text: string, reserved = ''): EncodedBody => {
  const lines = text.replace(BARE_LINE_END, '\r\n')
  if (!NEEDS_ENCODING.test(lines) && (reserved === '' || !lines.includes(reserved))) {
    return { encoding: '7bit', text: lines.endsWith('\r\n') ? lines : `${lines}\r\n` }
  }
  const bytes = Buffer.from(lines, 'utf8')
  if (countHigh(bytes) * 6 > bytes.length) return { encoding: 'base64', text: base64Lines(bytes) }
  const encoded = quotedPrintable(bytes)
  return { encoding: 'quoted-printable', text: encoded.endsWith('\r\n') ? encoded : `${encoded}\r\n` }
}
