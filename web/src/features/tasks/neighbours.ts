type WithId = { id: string }

/** The item after one, or before it; at the end of the list it stays. Without one: the first. */
export const neighbour = <Item extends WithId>(
  items: readonly Item[],
  id: string | undefined,
  by: 1 | -1,
): Item | undefined => {
  const index = items.findIndex((item) => item.id === id)
  return items[index === -1 ? 0 : Math.min(items.length - 1, Math.max(0, index + by))]
}

/** What is worked on when one is closed: the one behind it, else the one before, else nothing. */
export const nextAfterClosing = <Item extends WithId>(
  items: readonly Item[],
  id: string,
): Item | undefined => {
  const index = items.findIndex((item) => item.id === id)
  return index === -1 ? items[0] : (items[index + 1] ?? items[index - 1])
}
