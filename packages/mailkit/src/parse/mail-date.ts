/** When a mail was written: the instant, and the calendar day where its sender was (`YYYY-MM-DD`). */
export type MailDate = { readonly instant: Date; readonly localDay: string }

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
const ZONES: Record<string, number> = {
  ut: 0,
  utc: 0,
  gmt: 0,
  z: 0,
  edt: -240,
  est: -300,
  cdt: -300,
  cst: -360,
  mdt: -360,
  mst: -420,
  pdt: -420,
  pst: -480,
  bst: 60,
  cet: 60,
  cest: 120,
  jst: 540,
}
const DATE =
  /(\d{1,2})[\s-]+([a-z]{3})[a-z]*[\s-]+(\d{2,4})[\s,]+(\d{1,2})[:.](\d{2})(?:[:.](\d{2}))?(?:\.\d+)?\s*([+-]\d{4}|[a-z]{1,5})?/i

const offsetOf = (zone: string): number => {
  const numeric = /^([+-])(\d\d)(\d\d)$/.exec(zone)
  if (!numeric) return ZONES[zone.toLowerCase()] ?? 0
  const minutes = Number(numeric[2]) * 60 + Number(numeric[3])
  // RFC 5322 section 4.3: an offset that no place has says nothing.
  return minutes > 15 * 60 ? 0 : numeric[1] === '-' ? -minutes : minutes
}

const fullYear = (text: string): number => {
  const year = Number(text)
  if (text.length >= 4) return year
  return text.length === 2 && year < 50 ? year + 2000 : year + 1900
}

/**
 * The `Date` header (RFC 5322 section 3.3, obsolete forms of 4.3 included). A date without a zone counts as UTC, so that the result does
 * not hang on where the program runs.
 */
export const readMailDate = (text: string): MailDate | undefined => {
  const match = DATE.exec(text.slice(0, 200).replace(/\([^)]*\)/g, ' '))
  if (!match) return undefined
  const [, day = '', monthName = '', year = '', hour = '', minute = '', second = '0', zone = ''] = match
  const month = MONTHS.indexOf(monthName.toLowerCase())
  if (month < 0) return undefined
  const wall = Date.UTC(fullYear(year), month, Number(day), Number(hour), Number(minute), Number(second))
  const local = new Date(wall)
  if (Number.isNaN(wall) || local.getUTCMonth() !== month) return undefined
  return { instant: new Date(wall - offsetOf(zone) * 60_000), localDay: local.toISOString().slice(0, 10) }
}
