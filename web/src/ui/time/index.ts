export { formatCalendarDay, formatClock, formatDay, formatInstant, formatRelative } from './format-time.ts'
export { Time } from './time.tsx'
export { useNow } from './use-now.ts'
