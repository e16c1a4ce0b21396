import type { WordEstimate } from './estimate-rows.ts'

/** A beginning that stands for so many words among some hundred prospects stands for thousands in the index. */
const MANY_WORDS = 25

/**
 * Which of the words an index is asked for, by their places: all but short beginnings that stand for very many words, for gathering the entries of
 * all of these takes longer than looking at those who have the others. Where there is nothing but such beginnings, the one that fewest have.
 */
export const chooseWords = (words: readonly WordEstimate[]): number[] => {
  const places = [...words.keys()]
  const few = places.filter((place) => (words[place]?.words ?? 1) <= MANY_WORDS)
  if (few.length > 0) return few
  const fewest = places.toSorted((a, b) => (words[a]?.rows ?? 0) - (words[b]?.rows ?? 0))[0]
  return fewest === undefined ? [] : [fewest]
}
