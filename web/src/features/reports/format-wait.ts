/** A time in seconds, as one reads it: "4 s", "12 min", "3 h"; an en dash for none. */
export const formatWait = (seconds: number | null): string => {
  if (seconds === null) return '–'
  if (seconds < 90) return `${Math.round(seconds)} s`
  if (seconds < 90 * 60) return `${Math.round(seconds / 60)} min`
  return `${Math.round(seconds / 3600)} h`
}
