/**
 * What reading prospects costs, in microseconds of a core at a million of them; only how they compare matters. Measured by
 * `npm run bench -- prospect-filters`: see docs/decisions/0012.
 */

/** One entry of an index, compared with those of another. */
export const ENTRY = 0.2
/** One row, and what is asked of it. */
export const ROW = 0.7
/** Each thing that is asked of it. */
export const ASKING = 0.15
/** One row that is found by its id. */
export const LOOKUP = 6
/** A row that an index finds, in the order in which the table has them. */
export const FOUND_ROW = 1.5
/** One row of prospect_texts that the index of words finds. */
export const READING_TEXT = 2.5
/** Looking for a word in a row that was read. */
export const LOOKING_AT_WORDS = 0.7
/** One entry of a word in the index of words, beside those of others. */
export const SKIPPED_ENTRY = 0.03
/** One entry of a beginning there, */
export const GATHERED_ENTRY = 0.35
/** and each different word that it stands for. */
export const WORD_OF_BEGINNING = 2
/** Sorting one id. */
export const SORTING = 0.5
