import { chancesToBeBest } from './chances-to-be-best.ts'
import {
  differenceInterval,
  type Interval,
  shareOf,
  type Trials,
  trialsToTell,
  wilsonInterval,
} from './proportions.ts'

/** What the numbers of several options say: too little to say anything; not yet which is better; or which is. */
export type Verdict = 'too_few' | 'open' | 'decided'

export type Comparison = {
  verdict: Verdict
  /** Ahead so far; null where all have the same share. */
  leaderId: string | null
  /** Where the true difference between the leader and whoever is next lies, with 95 %. */
  difference: Interval | null
  /** Mails that each needs for a difference as large as now to be found; null where there is none. */
  mailsNeeded: number | null
  options: { id: string; share: number; interval: Interval; chanceToBeBest: number }[]
}

/** Below either of these nothing is said: shares of so few say more about chance than about texts. */
export const FEWEST_MAILS = 50
export const FEWEST_SUCCESSES = 10
/** From this chance on an option is called better. */
export const SURE = 0.95

/** Compares what came of the options of a step. Fewer than two have nothing to be compared with: null. */
export const compareOptions = (options: readonly (Trials & { id: string })[]): Comparison | null => {
  if (options.length < 2) return null
  const clean = options.map(({ id, successes, trials }) => ({
    id,
    trials,
    successes: Math.min(successes, trials),
  }))
  const chances = chancesToBeBest(clean)
  const judged = clean.map((option, index) => ({ ...option, chance: chances[index] ?? 0 }))
  const [leader, next] = judged.toSorted((a, b) => shareOf(b) - shareOf(a) || b.chance - a.chance)
  if (!leader || !next) return null
  const differs = shareOf(leader) > shareOf(next)
  return {
    verdict: verdictOf(judged, leader.chance),
    leaderId: differs ? leader.id : null,
    difference: differs ? differenceInterval(leader, next) : null,
    mailsNeeded: trialsToTell(leader, next),
    options: judged.map((option) => ({
      id: option.id,
      share: shareOf(option),
      interval: wilsonInterval(option),
      chanceToBeBest: option.chance,
    })),
  }
}

const verdictOf = (options: readonly Trials[], leadersChance: number): Verdict => {
  const successes = options.reduce((sum, option) => sum + option.successes, 0)
  if (successes < FEWEST_SUCCESSES || options.some(({ trials }) => trials < FEWEST_MAILS)) return 'too_few'
  return leadersChance >= SURE ? 'decided' : 'open'
}
