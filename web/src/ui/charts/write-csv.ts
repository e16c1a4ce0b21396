/** A cell that a spreadsheet would take for a formula is written as text (OWASP: CSV injection). Numbers stay numbers. */
const guard = (text: string): string =>
  /^[=+\-@\t\r]/.test(text) && !/^-?\d+(\.\d+)?$/.test(text) ? `'${text}` : text

const cell = (value: string | number | null): string => {
  const text = guard(value === null ? '' : String(value))
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

/** Rows as CSV (RFC 4180), the header first. */
export const writeCsv = (
  header: readonly string[],
  rows: readonly (readonly (string | number | null)[])[],
): string => `${[header, ...rows].map((row) => row.map(cell).join(',')).join('\r\n')}\r\n`
