import type { Checks } from '../types.ts'

/** What the server says of the step at a place of the saved draft: `steps[2].mail[0].body` is of 2. */
export const ofStep = <Told extends { path: string }>(told: readonly Told[], index: number): Told[] =>
  told.filter(({ path }) => path === `steps[${index}]` || path.startsWith(`steps[${index}].`))

/** What it says of one option of a mail. */
export const ofOption = <Told extends { path: string }>(
  told: readonly Told[],
  index: number,
  option: number,
): Told[] => told.filter(({ path }) => path.startsWith(`steps[${index}].mail[${option}]`))

/** What it says of a field: the last part of the path. */
export const ofField = (
  told: readonly { path: string; message: string }[],
  field: string,
): string | undefined => {
  const found = told.find(({ path }) => path.endsWith(`.${field}`))
  return found && sentence(found.message)
}

/** A message as a sentence of its own. */
export const sentence = (message: string): string => message.charAt(0).toUpperCase() + message.slice(1)

export const NO_CHECKS: Checks = { mistakes: [], findings: [] }
