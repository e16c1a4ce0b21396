import type { SoughtWords } from './condition.ts'
import { GATHERED_ENTRY, LOOKING_AT_WORDS, READING_TEXT, SKIPPED_ENTRY, WORD_OF_BEGINNING } from './costs.ts'
import type { WordShares } from './word-shares.ts'

export type ChosenWords = {
  places: number[]
  /** Which part of all prospects has them, at most. */
  part: number
  /** Microseconds until all who have them are read, for each prospect of the company. */
  cost: number
}

/**
 * Which of the words an index is asked for, by their places. Entries of a word are skipped through beside those of others; of a beginning all
 * are gathered first. Both take longer than looking at those who have the other words where very many have it, or where a beginning stands for
 * very many words.
 */
export const chooseWords = (
  { begins }: Pick<SoughtWords, 'begins'>,
  shares: Pick<WordShares, 'atMost' | 'variety'>,
): ChosenWords => {
  const chosen = (places: number[]): ChosenWords => {
    const entries = places.map((place) => {
      const each =
        typeof begins[place] === 'string'
          ? GATHERED_ENTRY + shares.variety(place) * WORD_OF_BEGINNING
          : SKIPPED_ENTRY
      return shares.atMost([place]) * each
    })
    const part = shares.atMost(places)
    const reading = READING_TEXT + (begins.length - places.length) * LOOKING_AT_WORDS
    return { places, part, cost: entries.reduce((all, one) => all + one, part * reading) }
  }
  let best = chosen([...begins.keys()])
  while (best.places.length > 1) {
    const { places, cost } = best
    const [better] = places
      .map((place) => chosen(places.filter((other) => other !== place)))
      .toSorted((a, b) => a.cost - b.cost)
    if (better === undefined || better.cost >= cost) break
    best = better
  }
  return best
}
