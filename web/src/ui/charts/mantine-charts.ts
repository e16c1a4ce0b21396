// A third of what a page may weigh, with recharts below: loaded by what draws, never by a page.
import '@mantine/charts/styles.css'

export { AreaChart, BarChart } from '@mantine/charts'
