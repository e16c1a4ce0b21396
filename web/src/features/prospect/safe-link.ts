/**
 * Where a field that holds an address leads, or null. Only http and https: whatever somebody imported (`javascript:…`) is never more than a text.
 */
export const safeLink = (text: string): string | null => {
  const trimmed = text.trim()
  if (/\s/.test(trimmed) || trimmed === '') return null
  const absolute = /^[a-z][a-z0-9+.-]*:/i.test(trimmed) ? trimmed : `https://${trimmed}`
  if (!URL.canParse(absolute)) return null
  const url = new URL(absolute)
  const isWeb = url.protocol === 'https:' || url.protocol === 'http:'
  return isWeb && url.hostname.includes('.') && url.username === '' ? url.href : null
}
