import type { Trials } from './proportions.ts'

/** So many standard deviations hold all of a density that counts. */
const REACH = 12
const POINTS = 600

/**
 * How likely each of several is the one with the highest true share: ∫ fᵢ(x) ∏ⱼ Fⱼ(x) dx over the posteriors Beta(1 + successes,
 * 1 + failures), so before any trial every share is as likely as every other (for two, it is the closed form of E. Miller, "Formulas for
 * Bayesian A/B Testing", 2015). The answers add up to 1.
 *
 * Computed on a grid that is fine where any of the densities is high, so that it is right to about 0.001 for ten trials and for millions.
 */
export const chancesToBeBest = (options: readonly Trials[]): number[] => {
  const edges = gridOf(options)
  const curves = options.map((option) => massesOf(option, edges))
  const chances = curves.map((own, index) => {
    let chance = 0
    for (const [cell, mass] of own.masses.entries()) {
      let allBelow = mass
      for (const [other, curve] of curves.entries()) if (other !== index) allBelow *= curve.below[cell] ?? 0
      chance += allBelow
    }
    return chance
  })
  const sum = chances.reduce((total, chance) => total + chance, 0)
  return chances.map((chance) => chance / sum)
}

/** The edges of cells in (0, 1), in order. */
const gridOf = (options: readonly Trials[]): number[] => {
  const edges = new Set<number>([0, 1])
  for (const { successes, trials } of options) {
    const mean = (successes + 1) / (trials + 2)
    const deviation = Math.sqrt((mean * (1 - mean)) / (trials + 3))
    const low = Math.max(0, mean - REACH * deviation)
    const high = Math.min(1, mean + REACH * deviation)
    // Rounded up, the last one would lie beyond 1, where there is no logarithm.
    for (let point = 0; point <= POINTS; point++)
      edges.add(Math.min(high, low + ((high - low) * point) / POINTS))
  }
  return [...edges].sort((a, b) => a - b)
}

/** The logarithm of a power; that of none is 0, also of nothing. */
const powerOf = (count: number, log: number): number => (count === 0 ? 0 : count * log)

/** The share of a posterior in each cell, and that below the cell's middle. */
const massesOf = (
  { successes, trials }: Trials,
  edges: readonly number[],
): { masses: number[]; below: number[] } => {
  const cells = edges.slice(1).map((right, index) => {
    const left = edges[index] ?? 0
    const middle = (left + right) / 2
    const log = powerOf(successes, Math.log(middle)) + powerOf(trials - successes, Math.log1p(-middle))
    return { width: right - left, log }
  })
  const highest = cells.reduce((most, { log }) => Math.max(most, log), Number.NEGATIVE_INFINITY)
  const weights = cells.map(({ width, log }) => width * Math.exp(log - highest))
  const sum = weights.reduce((total, weight) => total + weight, 0)
  const masses = weights.map((weight) => weight / sum)
  let before = 0
  const below = masses.map((mass) => {
    const atMiddle = before + mass / 2
    before += mass
    return atMiddle
  })
  return { masses, below }
}
