/** Month names as people write them, without accents, by their first letters in the languages of the mails we see. */
const MONTHS: readonly RegExp[] = [
  /^(?:jan|gen|ene|янв|sty|led|oca|ιαν)/,
  /^(?:feb|fev|fevr|фев|lut|unor|sub|φεβ)/,
  /^(?:mar|maerz|marz|maart|маr|мар|mrz|mrt|brez|μαρ)/,
  /^(?:apr|avr|abr|апр|kwi|dub|nis|απρ)/,
  /^(?:may|mai|maj|mag|mei|май|мая|kvet|μαι)/,
  /^(?:jun|juin|giu|июн|cze|cerven$|haz|ιουν)/,
  /^(?:jul|juil|lug|июл|lip|tem|ιουλ)/,
  /^(?:aug|aou|ago|авг|sie|srp|agu|αυγ)/,
  /^(?:sep|set|сен|wrz|zari|eyl|σεπ)/,
  /^(?:oct|okt|ott|out|окт|paz|rij|eki|οκτ)/,
  /^(?:nov|ноя|lis|kas|νοε)/,
  /^(?:dec|dez|dic|дек|gru|pros|ara|δεκ)/,
]

const WEEKDAYS: readonly RegExp[] = [
  /^(?:sun|son|dim|dom|zon|son|niedz|вос)/,
  /^(?:mon|lun|maa|seg|man|man|pon|пон)/,
  /^(?:tue|die|mar|dins|ter|tis|tir|wto|вто)/,
  /^(?:wed|mit|mer|mie|woe|qua|ons|sro|сре)/,
  /^(?:thu|don|jeu|jue|gio|qui|tor|czw|чет)/,
  /^(?:fri|fre|ven|vie|vri|sex|pia|пят)/,
  /^(?:sat|sam|sab|zat|lor|sob|суб)/,
]

const WORD = '[\\p{L}]{3,12}'
const DAY = '(\\d{1,2})(?:st|nd|rd|th|er|e|\\.|º|°|-го)?'
/** The shapes of a date, tried at one place of the text. Each names its groups. */
const SHAPES: readonly RegExp[] = [
  /^(?<year>\d{4})[-/.年](?<month>\d{1,2})[-/.月](?<day>\d{1,2})/u,
  /^(?<a>\d{1,2})[./-](?<b>\d{1,2})[./-](?<year>\d{4}|\d{2})(?!\d)/u,
  new RegExp(
    `^${DAY.replace('(', '(?<day>')}(?: of| de| di| den|)?\\s+(?<word>${WORD})\\.?,?(?: de| del)?(?:\\s+(?<year>\\d{4}))?`,
    'u',
  ),
  new RegExp(
    `^(?<word>${WORD})\\.?\\s+(?:the )?${DAY.replace('(', '(?<day>')}(?!\\d|:)(?:,?\\s+(?<year>\\d{4}))?`,
    'u',
  ),
  /^(?<a>\d{1,2})[./](?<b>\d{1,2})\.?(?![\d/])/u,
  /^(?<month>\d{1,2})月(?<day>\d{1,2})日/u,
]

const DAY_MS = 86_400_000

/** How far a day may lie back and still be meant; further back it is next year's. */
const MAX_BACK_DAYS = 60

const monthOf = (word: string): number | undefined => {
  const index = MONTHS.findIndex((pattern) => pattern.test(word))
  return index < 0 ? undefined : index + 1
}

const valid = (year: number, month: number, day: number): number | undefined => {
  const time = Date.UTC(year, month - 1, day)
  const date = new Date(time)
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day ? time : undefined
}

/** Of the years that fit, the first in which the day is not long past on the day of writing. */
const withYear = (
  year: string | undefined,
  month: number,
  day: number,
  written: number,
): number | undefined => {
  if (year !== undefined) return valid(year.length === 2 ? 2000 + Number(year) : Number(year), month, day)
  const thisYear = new Date(written).getUTCFullYear()
  const here = valid(thisYear, month, day)
  return here !== undefined && here >= written - MAX_BACK_DAYS * DAY_MS
    ? here
    : valid(thisYear + 1, month, day)
}

/** `a` and `b` of `a/b/year`: whichever cannot be a month is the day; else the reading that comes first after the day of writing. */
const fromNumbers = (
  a: number,
  b: number,
  year: string | undefined,
  written: number,
  dayFirst: boolean,
): number | undefined => {
  if (a > 12) return withYear(year, b, a, written)
  if (b > 12) return withYear(year, a, b, written)
  return dayFirst ? withYear(year, b, a, written) : withYear(year, a, b, written)
}

/** The date in the named groups of a shape: `day`, `month` or `word`, `year`, or `a` and `b` in either order. */
export const fromGroups = (
  groups: Record<string, string | undefined>,
  written: number,
  dayFirst: boolean,
): number | undefined => {
  const { year, month, day, word, a, b } = groups
  if (a !== undefined && b !== undefined) return fromNumbers(Number(a), Number(b), year, written, dayFirst)
  const number = word === undefined ? Number(month) : monthOf(word)
  return number === undefined ? undefined : withYear(year, number, Number(day), written)
}

/** The first such weekday after the day of writing, if the text begins with one. */
export const nextWeekday = (text: string, written: number): number | undefined => {
  const word = /^(?:next |this |coming |kommenden |nachsten |)([\p{L}-]{3,12})/u.exec(text)?.[1] ?? ''
  const weekday =
    /(?:day|tag|di|edi|ag|dag|es|nes|feira)$|^(?:lun|mar|mer|mier|jue|vier|sab|dom|пон|вто|сре|чет|пят)/.test(
      word,
    )
      ? WEEKDAYS.findIndex((pattern) => pattern.test(word))
      : -1
  if (weekday < 0) return undefined
  const today = new Date(written).getUTCDay()
  return written + ((weekday - today + 7) % 7 || 7) * DAY_MS
}

/** The date that the text begins with, as a time at midnight UTC. */
export const dateAt = (text: string, written: number, dayFirst: boolean): number | undefined => {
  for (const shape of SHAPES) {
    const groups = shape.exec(text)?.groups
    const time = groups && fromGroups(groups, written, dayFirst)
    if (time !== undefined) return time
  }
  return undefined
}
