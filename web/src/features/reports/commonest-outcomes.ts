/** The outcomes that most tasks ended with, over all members; at most so many, the commonest first. */
export const commonestOutcomes = (
  members: readonly { outcomes: readonly { outcome: string; tasks: number }[] }[],
  most: number,
): string[] => {
  const totals = new Map<string, number>()
  for (const { outcomes } of members)
    for (const { outcome, tasks } of outcomes) totals.set(outcome, (totals.get(outcome) ?? 0) + tasks)
  return [...totals]
    .toSorted(([first, a], [second, b]) => b - a || first.localeCompare(second))
    .slice(0, most)
    .map(([outcome]) => outcome)
}
