/** Marks of Latin and Greek letters; those of other scripts are parts of letters and stay. */
const MARKS = /[\u0300-\u036f]/g

/** No word of any language is longer. Without this bound a line without spaces would take the rules a time that grows with its square. */
const LONG_WORD = /\S{400,}/g
const MAX_WORD = 400

/**
 * A text in the form that the word lists here are written in: lower case, Latin letters without accents, typographic quotes plain, all
 * white space one space, endless words cut. What servers and people write differs in nothing else that matters.
 */
export const foldText = (text: string): string =>
  text
    .normalize('NFD')
    .replace(MARKS, '')
    .normalize('NFC')
    .toLowerCase()
    .replace(/[‘’ʼ´`]/g, "'")
    .replace(LONG_WORD, (word) => word.slice(0, MAX_WORD))
    .replace(/\s+/g, ' ')
    .trim()
