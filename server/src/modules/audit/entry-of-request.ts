import type { Audited } from './audited.ts'

export type RequestParts = { params: unknown; query: unknown; body: unknown; answer: unknown }

/** What the log says of a request that was carried out. */
export const entryOfRequest = (
  { action, subject, detail = [] }: Audited,
  parts: RequestParts,
): { action: string; subject: string | null; detail: Record<string, unknown> } => {
  const named = subject === undefined ? undefined : valueAt(parts, subject)
  const told = detail.flatMap((place) => {
    const value = valueAt(parts, place)
    if (value === undefined) return []
    return place === 'body' ? Object.entries(Object(value)) : [[place.split('.').at(-1) ?? place, value]]
  })
  return {
    action,
    subject: typeof named === 'string' ? named.slice(0, LONGEST_SUBJECT) : null,
    detail: Object.fromEntries(told),
  }
}

const LONGEST_SUBJECT = 300

const valueAt = (parts: RequestParts, place: string): unknown =>
  place.split('.').reduce<unknown>((holder, key) => {
    return typeof holder === 'object' && holder !== null ? Reflect.get(holder, key) : undefined
  }, parts)
