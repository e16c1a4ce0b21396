import { invalidInput } from '#platform/errors/index.ts'

/** A telephone number as it is dialled. */
export type PhoneNumber = {
  /** Digits, with a + before them where a country code leads. */
  number: string
  extension: string | null
}

const EXTENSION = /(?:;\s*ext\s*=|\bext(?:ension)?\.?|[x#])\s*(\d{1,8})\s*$/i

/**
 * Reads a number as people write it: `+44 (0)20 7946-0958 ext. 12`, `tel:+1-201-555-0123;ext=7`, `0043 1 23456`. Null where there is none in
 * it: letters, more than 15 digits (ITU-T E.164) or fewer than 3.
 */
export const readPhoneNumber = (text: string): PhoneNumber | null => {
  const plain = text.normalize('NFKC').trim().replace(/^tel:/i, '')
  const extension = EXTENSION.exec(plain)?.[1] ?? null
  const main = plain.replace(EXTENSION, '')
  // The national prefix in brackets is for callers from inside the country.
  const bare = main.replace(/^(\s*\+.*)\(0\)/, '$1').replace(/[\s().\-\u2010-\u2015/]/g, '')
  const number = bare.replace(/^00(?=[1-9])/, '+')
  if (!/^\+?[0-9]{3,15}$/.test(number)) return null
  return { number, extension }
}

/** RFC 3966. A local number is written as it is: the phone that dials knows where it stands. */
export const telUrl = ({ number, extension }: PhoneNumber): string =>
  `tel:${number}${extension === null ? '' : `;ext=${extension}`}`

/** Reads a number that may be dialled from anywhere. Throws `invalid_input` on the field. */
export const requireInternational = (field: string, text: string): PhoneNumber => {
  const phone = readPhoneNumber(text)
  if (phone && /^\+[1-9]\d{6,14}$/.test(phone.number)) return phone
  throw invalidInput(
    field,
    `${field} must be a telephone number with its country code, such as +14155550123, not "${text.slice(0, 40)}".`,
  )
}

/** A number that somebody notes; kept as written. Throws `invalid_input` on the field. */
export const noteNumber = (field: string, text: string): string => {
  const clean = text.trim()
  if (clean.length <= 60 && readPhoneNumber(clean)) return clean
  throw invalidInput(
    field,
    `${field} must be a telephone number such as +1 415 555 0123, not "${clean.slice(0, 40)}".`,
  )
}
