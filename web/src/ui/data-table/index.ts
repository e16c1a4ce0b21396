export type { Column } from './column.ts'
export { DataTable } from './data-table.tsx'
export type { Selection } from './selection.ts'
