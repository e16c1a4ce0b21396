import { guarded } from './formula-guard.ts'

/**
 * A row of a CSV, safe to open in a spreadsheet. Every cell stands in quotes, so that none is cut in two whatever delimiter its reader
 * expects.
 */
export const csvRow = (cells: readonly string[], delimiter: string): string =>
  `${cells.map((cell) => `"${guarded(cell).replaceAll('"', '""')}"`).join(delimiter)}\r\n`
