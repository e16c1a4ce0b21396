export { type RunningDemo, startDemo } from './live/start-demo.ts'
export type { DayReport } from './simulate/day-report.ts'
export { type SimulateMonth, simulateMonth } from './simulate/simulate-month.ts'
export { openThrowAwayInstance } from './simulate/throw-away-instance.ts'
