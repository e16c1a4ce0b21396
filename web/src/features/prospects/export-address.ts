import type { Filter } from './prospects-search.ts'

/** Where the CSV of a filter is. */
export const exportAddress = (filter: Filter): string => {
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries(filter))
    for (const one of [value].flat()) if (one !== undefined) query.append(name, String(one))
  const text = query.toString()
  return `/api/v1/prospect-export${text === '' ? '' : `?${text}`}`
}
