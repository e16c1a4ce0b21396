/** Longer names do not fit file systems, in characters; what is left out stands before the extension. */
const LONGEST = 120
const LONGEST_EXTENSION = 12

/** What cannot be seen, or turns the text around: control characters, and those of format but the joiners, which scripts and emoji need. */
const UNSEEN = /[\p{Cc}\p{Zl}\p{Zp}]|(?![\u200c\u200d])\p{Cf}/gu
/** What Windows takes in no name. */
const NOT_IN_NAMES = /[<>:"|?*]/g
/** Names of devices there. */
const DEVICE = /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i

const EXTENSIONS: Readonly<Record<string, string>> = {
  'application/ics': 'ics',
  'application/pdf': 'pdf',
  'application/pkcs7-signature': 'p7s',
  'image/gif': 'gif',
  'image/jpeg': 'jpg',
  'image/png': 'png',
  'image/webp': 'webp',
  'message/rfc822': 'eml',
  'text/calendar': 'ics',
  'text/csv': 'csv',
  'text/html': 'html',
  'text/plain': 'txt',
}

/**
 * A name to show and to save an attachment under, made of the one that its sender chose: the last part of a path (RFC 6266, 4.3), without
 * characters that hide or turn around what stands there or that a system takes in no name. One without a name is called after its place.
 */
export const attachmentName = ({
  fileName,
  mimeType,
  index,
}: {
  fileName: string | null
  mimeType: string
  index: number
}): string => {
  const last =
    (fileName ?? '')
      .toWellFormed()
      .replace(UNSEEN, '')
      .split(/[/\\]/)
      .findLast((part) => part.trim() !== '') ?? ''
  const name = last
    .replace(NOT_IN_NAMES, '_')
    .replace(/\s+/g, ' ')
    // Dots at the beginning hide a file, and those at the end are left out by Windows.
    .replace(/^[\s.]+|[\s.]+$/g, '')
  if (name === '') return `attachment-${index + 1}${extensionOf(mimeType)}`
  return shortened(DEVICE.test(name) ? `_${name}` : name)
}

const extensionOf = (mimeType: string): string => {
  const extension = EXTENSIONS[mimeType]
  return extension === undefined ? '' : `.${extension}`
}

const shortened = (name: string): string => {
  if (name.length <= LONGEST) return name
  const dot = name.lastIndexOf('.')
  const extension = dot > 0 && name.length - dot <= LONGEST_EXTENSION ? name.slice(dot) : ''
  return `${name.slice(0, LONGEST - extension.length).trimEnd()}${extension}`.toWellFormed()
}
