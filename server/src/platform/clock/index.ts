export type { Clock } from './clock.ts'
export { manualClock, type ManualClock } from './manual-clock.ts'
export { systemClock } from './system-clock.ts'
