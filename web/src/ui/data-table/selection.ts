/** What is selected in a table, by the keys of rows. */
export type Selection = {
  selected: ReadonlySet<string>
  onChange(selected: ReadonlySet<string>): void
  /** Names a row for those who hear it: "Select Ann Berg". */
  labelOf(key: string): string
}

/** Selects what is not selected, and the other way round. */
export const toggleKey = (selected: ReadonlySet<string>, key: string): ReadonlySet<string> => {
  const after = new Set(selected)
  if (!after.delete(key)) after.add(key)
  return after
}

/** Gives every row from one to the other (both included, in either direction) the state that the last one gets. */
export const setRange = (
  selected: ReadonlySet<string>,
  keys: readonly string[],
  { from, to, isSelected }: { from: string; to: string; isSelected: boolean },
): ReadonlySet<string> => {
  const ends = [keys.indexOf(from), keys.indexOf(to)]
  if (ends.includes(-1)) return selected
  const after = new Set(selected)
  for (const key of keys.slice(Math.min(...ends), Math.max(...ends) + 1))
    if (isSelected) after.add(key)
    else after.delete(key)
  return after
}

/** All shown rows when not all of them are selected, else none of them. */
export const toggleAll = (selected: ReadonlySet<string>, keys: readonly string[]): ReadonlySet<string> => {
  const isAll = keys.every((key) => selected.has(key))
  const after = new Set(selected)
  for (const key of keys)
    if (isAll) after.delete(key)
    else after.add(key)
  return after
}
