/** The people before and after somebody in a list. */
export type Neighbours = { previous: string | null; next: string | null; place: number; count: number }

/** Null where the list does not hold him. */
export const neighboursIn = (ids: readonly string[], id: string): Neighbours | null => {
  const index = ids.indexOf(id)
  if (index < 0) return null
  return {
    previous: ids[index - 1] ?? null,
    next: ids[index + 1] ?? null,
    place: index + 1,
    count: ids.length,
  }
}

/** The ids of a list as the query of its pages holds it; none where it holds something else. */
export const idsOfPages = (data: unknown): string[] => {
  const pages = listAt(data, 'pages')
  return pages.flatMap((page) => listAt(page, 'items')).flatMap((item) => textAt(item, 'id'))
}

const valueAt = (source: unknown, name: string): unknown =>
  typeof source === 'object' && source !== null ? Reflect.get(source, name) : undefined

const listAt = (source: unknown, name: string): unknown[] => {
  const value = valueAt(source, name)
  return Array.isArray(value) ? value : []
}

const textAt = (source: unknown, name: string): string[] => {
  const value = valueAt(source, name)
  return typeof value === 'string' ? [value] : []
}
