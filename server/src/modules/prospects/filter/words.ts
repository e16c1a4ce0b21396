/** What parts words, as a regular expression of ours and of PostgreSQL's: blanks and ASCII punctuation. As in prospect_text of migration 0020. */
export const BETWEEN = '[\\t\\n\\r -/:-@[-`{-~]+'
const BETWEEN_WORDS = new RegExp(BETWEEN)

/** Of a longer word, the index may hold only so much. */
const LONGEST = 60

/** The words of a text in lower case. */
export const wordsOf = (text: string): string[] =>
  text
    .toLowerCase()
    .split(BETWEEN_WORDS)
    .filter((word) => word !== '')

/** A word that is looked for among those of a prospect. */
export type WantedWord = {
  word: string
  /** Words that only begin so count too. */
  isBeginning: boolean
}

export const wantedWords = (text: string, { asBeginnings }: { asBeginnings: boolean }): WantedWord[] =>
  wordsOf(text).map((word) => {
    const letters = [...word]
    return {
      word: letters.slice(0, LONGEST).join(''),
      isBeginning: asBeginnings || letters.length > LONGEST,
    }
  })

/** Says that a column is empty, or that it is filled in. */
export const markOf = (column: string, mark: 'empty' | 'present'): WantedWord => ({
  word: `${mark === 'empty' ? '~' : '+'}${column}`,
  isBeginning: false,
})

/** How the index prospect_texts_words is asked for all of these; its entries begin with the end of the company's id. */
export const wordQuery = (companyId: string, words: readonly WantedWord[]): string =>
  words
    // Words have neither quotes nor backslashes.
    .map(({ word, isBeginning }) => `'${companyId.slice(-6)}${word}'${isBeginning ? ':*' : ''}`)
    .join(' & ')

/** A regular expression of PostgreSQL's that finds, in prospect_texts.words behind a blank, the word that a beginning is of. */
export const beginningPattern = ({ word }: WantedWord): string => ` (${word}[^ ]*)`

/** What prospect_texts.words has between two blanks when the word is among them. */
export const wordText = ({ word, isBeginning }: WantedWord): string => ` ${word}${isBeginning ? '' : ' '}`

/** A regular expression of PostgreSQL's that a text fits which has the other text where one of its words begins. */
export const beginsWordPattern = (text: string): string => {
  const begins = BETWEEN_WORDS.test([...text][0] ?? '') ? '' : `(^|${BETWEEN})`
  return `${begins}${text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')}`
}
