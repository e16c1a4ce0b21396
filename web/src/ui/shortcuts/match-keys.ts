/** The name under which a pressed key is written in shortcuts: `j`, `?`, `Enter`, `Mod+Enter` (Ctrl, or ⌘ on a Mac). */
export const keyOf = (event: {
  key: string
  ctrlKey: boolean
  metaKey: boolean
  altKey: boolean
}): string => {
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key
  const parts = [event.ctrlKey || event.metaKey ? 'Mod' : null, event.altKey ? 'Alt' : null, key]
  return parts.filter((part) => part !== null).join('+')
}

/**
 * What the keys pressed so far come to: a whole shortcut, the beginning of one (`g` of `g p`), or nothing.
 *
 * @param pressed names as of `keyOf`, oldest first
 */
export const matchKeys = (
  pressed: readonly string[],
  shortcuts: readonly string[],
): { match: string } | 'beginning' | null => {
  const text = pressed.join(' ')
  if (shortcuts.includes(text)) return { match: text }
  return shortcuts.some((keys) => keys.startsWith(`${text} `)) ? 'beginning' : null
}
