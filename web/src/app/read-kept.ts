/** What was kept as JSON; undefined where nothing was, or something else. */
export const readKept = <Kept>(
  text: string | null,
  isKept: (value: unknown) => value is Kept,
): Kept | undefined => {
  if (text === null) return undefined
  try {
    const value: unknown = JSON.parse(text)
    return isKept(value) ? value : undefined
  } catch {
    return undefined
  }
}
