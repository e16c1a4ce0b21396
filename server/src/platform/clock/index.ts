export type { Clock } from './clock.ts'
export { type ManualClock, manualClock } from './manual-clock.ts'
export { systemClock } from './system-clock.ts'
