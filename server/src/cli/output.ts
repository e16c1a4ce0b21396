import { invalidInput } from '#platform/errors/index.ts'

/** Prints a command's result: one JSON value after `--json`, else lines for people. */
export const print = (json: boolean | undefined, value: unknown, lines: () => readonly string[]): void => {
  if (json) console.log(JSON.stringify(value))
  else for (const line of lines()) console.log(line)
}

/** Lays rows out in columns as wide as their widest cell. */
export const table = (rows: readonly (readonly string[])[]): string[] => {
  const widths: number[] = []
  for (const row of rows)
    for (const [column, cell] of row.entries()) widths[column] = Math.max(widths[column] ?? 0, cell.length)
  return rows.map((row) =>
    row
      .map((cell, column) => (column === row.length - 1 ? cell : cell.padEnd(widths[column] ?? 0)))
      .join('  ')
      .trimEnd(),
  )
}

/** A value that must be one of a few words, or undefined when it was not given. */
export const oneOf = <T extends string>(
  words: readonly T[],
  value: string | undefined,
  option: string,
): T | undefined => {
  if (value === undefined) return undefined
  const found = words.find((word) => word === value)
  if (!found)
    throw invalidInput(option, `${option} is “${value}”, but it must be one of ${words.join(', ')}.`)
  return found
}
