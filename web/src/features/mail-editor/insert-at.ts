/** A text with another put in the place of what is chosen in a field, and where the cursor stands then. */
export const insertAt = (
  text: string,
  insert: string,
  chosen: { from: number; to: number },
): { text: string; cursor: number } => ({
  text: text.slice(0, chosen.from) + insert + text.slice(chosen.to),
  cursor: chosen.from + insert.length,
})

/** What is chosen in an input; its end where nothing was ever. */
export const chosenIn = (
  field: HTMLInputElement | HTMLTextAreaElement | null,
): { from: number; to: number } => {
  const end = field?.value.length ?? 0
  return { from: field?.selectionStart ?? end, to: field?.selectionEnd ?? end }
}
