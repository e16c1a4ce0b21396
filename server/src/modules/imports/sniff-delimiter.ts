const DELIMITERS = [',', ';', '\t', '|'] as const
export type Delimiter = (typeof DELIMITERS)[number]

/** Enough to tell a comma between cells from one within them. */
const MOST_RECORDS = 200

/**
 * What stands between the cells of a CSV, from the beginning of its text: the candidate that the first record has, and that most of the
 * others have as often as the first; of equals the one that makes more columns, then the first in `DELIMITERS`. What is quoted does
 * not count.
 */
export const sniffDelimiter = (sample: string): Delimiter => {
  const counts = countOutsideQuotes(sample)
  let best: Delimiter = ','
  let bestScore = 0
  for (const [place, delimiter] of DELIMITERS.entries()) {
    const perRecord = counts.map((record) => record[place] ?? 0)
    const inHeader = perRecord[0] ?? 0
    if (inHeader === 0) continue
    const alike = perRecord.filter((count) => count === inHeader).length / perRecord.length
    const score = alike + inHeader / 10_000
    if (score > bestScore) {
      best = delimiter
      bestScore = score
    }
  }
  return best
}

/** Per record, how often each candidate stands outside quotes. Empty lines are left out. */
const countOutsideQuotes = (sample: string): number[][] => {
  const records: number[][] = []
  let record = DELIMITERS.map(() => 0)
  let quoted = false
  let empty = true
  for (const letter of sample) {
    if (letter === '"') quoted = !quoted
    else if (!quoted && (letter === '\n' || letter === '\r')) {
      if (!empty) records.push(record)
      if (records.length === MOST_RECORDS) return records
      record = DELIMITERS.map(() => 0)
      empty = true
      continue
    } else if (!quoted) {
      const place = DELIMITERS.indexOf(letter as Delimiter)
      if (place >= 0) record[place] = (record[place] ?? 0) + 1
    }
    empty = false
  }
  // The last record may be cut off by the end of the sample; alone, it is all there is.
  if (!empty && (records.length === 0 || !quoted)) records.push(record)
  return records
}
