// The styles of @mantine/charts; whoever draws one imports from here, so that only his page loads them.
import '@mantine/charts/styles.css'

export { type ChartColumn, ChartWithTable } from './chart-with-table.tsx'
export { saveFile } from './save-file.ts'
export { writeCsv } from './write-csv.ts'
