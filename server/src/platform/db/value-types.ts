import pg from 'pg'

const INT8 = 20
const DATE = 1082
const TEXT_ARRAY: number = 1009
const INT8_ARRAY = 1016
const DATE_ARRAY = 1182

/** An int8 as a number; one beyond 2^53 stays text, for a wrong number is worse than a string. */
const readInt8 = (text: string): number | string => {
  const value = Number(text)
  return Number.isSafeInteger(value) ? value : text
}

const readDate = (text: string): string => text

const readTextArray = (text: string): (string | null)[] => pg.types.getTypeParser(TEXT_ARRAY, 'text')(text)

const OWN_READERS = new Map<number, (text: string) => unknown>([
  [INT8, readInt8],
  [DATE, readDate],
  [INT8_ARRAY, (text) => readTextArray(text).map((item) => (item === null ? null : readInt8(item)))],
  [DATE_ARRAY, readTextArray],
])

/**
 * How column values arrive: int8 as a number, date as `YYYY-MM-DD`, timestamptz as a Date, numeric as text. A date is a day on a
 * calendar, and a Date at local midnight would be the day before in half of the world.
 */
export const valueTypes: pg.CustomTypesConfig = {
  getTypeParser: (oid: number, format?: 'text' | 'binary') =>
    (format !== 'binary' && OWN_READERS.get(oid)) || pg.types.getTypeParser(oid, format ?? 'text'),
}
