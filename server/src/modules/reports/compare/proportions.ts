/** How many of some trials succeeded: of mails, those that were answered. `successes` is at most `trials`. */
export type Trials = { successes: number; trials: number }

/** Where a share (0 to 1) lies. */
export type Interval = { low: number; high: number }

/** The normal quantile of 95 %, both sides. */
const Z = 1.959964
/** That of a power of 80 %, one side. */
const Z_POWER = 0.841621

export const shareOf = ({ successes, trials }: Trials): number => (trials === 0 ? 0 : successes / trials)

/** The 95 % score interval of a share (Wilson 1927, Journal of the American Statistical Association 22). Of no trials: everything. */
export const wilsonInterval = ({ successes, trials }: Trials): Interval => {
  if (trials === 0) return { low: 0, high: 1 }
  const share = successes / trials
  const middle = share + (Z * Z) / (2 * trials)
  const half = Z * Math.sqrt((share * (1 - share)) / trials + (Z * Z) / (4 * trials * trials))
  const scale = 1 + (Z * Z) / trials
  return { low: Math.max(0, (middle - half) / scale), high: Math.min(1, (middle + half) / scale) }
}

/**
 * The 95 % interval of `first − second`: Newcombe's hybrid score interval (1998, Statistics in Medicine 17, pp. 873–890, method 10), which
 * keeps its promise for small numbers and for shares near 0, as shares of replies are.
 */
export const differenceInterval = (first: Trials, second: Trials): Interval => {
  const one = { share: shareOf(first), ...wilsonInterval(first) }
  const two = { share: shareOf(second), ...wilsonInterval(second) }
  const difference = one.share - two.share
  return {
    low: difference - Math.hypot(one.share - one.low, two.high - two.share),
    high: difference + Math.hypot(one.high - one.share, two.share - two.low),
  }
}

/**
 * How many trials each of two needs so that a difference as large as theirs is found four times in five (two-sided 5 %, power 80 %;
 * Fleiss, Levin and Paik 2003, Statistical Methods for Rates and Proportions, ch. 4). Null where they do not differ.
 */
export const trialsToTell = (first: Trials, second: Trials): number | null => {
  const [one, two] = [shareOf(first), shareOf(second)]
  if (one === two) return null
  const spread = one * (1 - one) + two * (1 - two)
  return Math.max(1, Math.ceil(((Z + Z_POWER) ** 2 * spread) / (one - two) ** 2))
}
