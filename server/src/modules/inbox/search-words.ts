/** Words are found by their beginnings; more of a mail than this is not looked into. */
const MOST_TEXT = 20_000
const LONGEST_WORD = 60
const MOST_ASKED = 8

const wordsOf = (text: string): string[] => [
  ...new Set(
    text
      .slice(0, MOST_TEXT)
      .toWellFormed()
      .normalize('NFC')
      .toLowerCase()
      .split(/[^\p{L}\p{N}\p{M}]+/u)
      .filter((word) => word !== '' && word.length <= LONGEST_WORD),
  ),
]

/** Stands among the words of every thread: the index knows no companies, and reads so only through what is one's own. */
const ofCompany = (companyId: string): string => `/${companyId}`

/** The words by which texts are found, for `array_to_tsvector`. */
export const searchWords = (companyId: string, texts: readonly (string | null)[]): string[] => [
  ofCompany(companyId),
  ...wordsOf(texts.filter(Boolean).join(' ')),
]

/** A `tsquery` for what holds all words of a text, by their beginnings; null where it has none. */
export const searchQuery = (companyId: string, text: string): string | null => {
  const words = wordsOf(text).slice(0, MOST_ASKED)
  if (words.length === 0) return null
  return [`'${ofCompany(companyId)}'`, ...words.map((word) => `'${word}':*`)].join(' & ')
}
