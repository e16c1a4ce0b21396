import { invalidInput } from '#platform/errors/index.ts'

const EARLIEST = Date.UTC(1900, 0)
const LATEST = Date.UTC(9999, 11, 31)

/**
 * An instant of a request, whose schema has checked its form already. Throws `invalid_input` for leap seconds, which no clock of ours has,
 * and for years that nobody means.
 */
export const readInstant = (field: string, text: string): Date => {
  const instant = new Date(text)
  const at = instant.getTime()
  if (at >= EARLIEST && at <= LATEST) return instant
  throw invalidInput(
    field,
    `${field} must be an instant in ISO 8601 between 1900 and 9999, such as 2026-03-02T09:00:00Z.`,
  )
}
