/** Of a text shown beside other things: in characters, and in lines. */
const LONGEST = 160
const MOST_LINES = 4
/** Whatever is longer than a word, such as an address, is cut where it stands. */
const HALF_WORD = /\s+\S{0,20}$/

/** The beginning of a long text; null for one that is short enough to be shown whole. */
export const shorten = (text: string): string | null => {
  const lines = text.split('\n').slice(0, MOST_LINES).join('\n')
  if (lines.length > LONGEST) return `${lines.slice(0, LONGEST).replace(HALF_WORD, '')} …`
  return lines.length === text.length ? null : `${lines.trimEnd()} …`
}
