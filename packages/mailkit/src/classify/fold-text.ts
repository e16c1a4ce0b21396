/** Marks of Latin and Greek letters; those of other scripts are parts of letters and stay. */
const MARKS = /[\u0300-\u036f]/g

/**
 * A text in the form that the word lists here are written in: lower case, Latin letters without accents, typographic quotes plain, all
 * white space one space. What servers and people write differs in nothing else that matters.
 */
export const foldText = (text: string): string =>
  text
    .normalize('NFD')
    .replace(MARKS, '')
    .normalize('NFC')
    .toLowerCase()
    .replace(/[‘’ʼ´`]/g, "'")
    .replace(/\s+/g, ' ')
    .trim()
