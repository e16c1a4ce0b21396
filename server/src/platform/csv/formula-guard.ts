/** What a spreadsheet may take for a formula, with the full-width letters that some turn into plain ones. */
const FORMULA = /^[=+\-@\t\r\n＝＋－＠]/
const GUARDED = /^'[=+\-@\t\r\n＝＋－＠]/

/** Puts an apostrophe before what a spreadsheet would take for a formula, as OWASP advises. */
export const guarded = (cell: string): string => (FORMULA.test(cell) ? `'${cell}` : cell)

/** The value without the apostrophe that an export, ours or another's, put before it. */
export const withoutGuard = (cell: string): string => (GUARDED.test(cell) ? cell.slice(1) : cell)
