/** The part of a report's text that is about one recipient: from where he is named to the next address at the start of a line. */
export const wordsAbout = (words: string, addresses: readonly string[]): string => {
  const lower = words.toLowerCase()
  const starts = addresses.map((address) => lower.indexOf(address)).filter((at) => at >= 0)
  if (starts.length === 0) return ''
  const start = Math.min(...starts)
  const rest = words.slice(start)
  const firstLineEnd = rest.indexOf('\n')
  const next = /^[ \t]*[<"']?[^\s<>"'@]+@[^\s<>"'@]+/gm
  next.lastIndex = firstLineEnd < 0 ? rest.length : firstLineEnd
  const end = next.exec(rest)?.index
  return rest.slice(0, end)
}
