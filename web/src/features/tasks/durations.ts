/** Seconds as 4:05, or 1:02:03 from an hour on. */
export const formatDuration = (seconds: number): string => {
  const whole = Math.max(0, Math.round(seconds))
  const [hours, minutes, rest] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60]
  const two = (value: number): string => String(value).padStart(2, '0')
  return hours > 0 ? `${hours}:${two(minutes)}:${two(rest)}` : `${minutes}:${two(rest)}`
}

/** Seconds of 4:05, 1:02:03, or of a number of minutes such as 4; null for what is none of these. Nothing is no time. */
export const parseDuration = (text: string): number | null => {
  const trimmed = text.trim()
  if (trimmed === '') return 0
  if (/^\d{1,3}$/.test(trimmed)) return Number(trimmed) * 60
  const parts = /^(?:(\d{1,2}):)?(\d{1,2}):([0-5]\d)$/.exec(trimmed)
  if (!parts) return null
  const [, hours = '0', minutes = '0', seconds = '0'] = parts
  return Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds)
}
