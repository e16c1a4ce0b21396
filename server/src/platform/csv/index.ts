export { withoutGuard } from './formula-guard.ts'
export { csvRow } from './write-csv.ts'
