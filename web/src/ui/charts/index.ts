export { type ChartColumn, ChartWithTable } from './chart-with-table.tsx'
export { AreaChart, BarChart } from './drawn.tsx'
export { saveFile } from './save-file.ts'
export { writeCsv } from './write-csv.ts'
