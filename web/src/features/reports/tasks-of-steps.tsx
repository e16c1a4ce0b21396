import { BarChart, ChartWithTable } from '#ui/charts/index.ts'
import { formatNumber } from '#ui/numbers.ts'
import { CHART, COLORS, QUIET } from './chart-style.ts'
import { type Step, stepName } from './step-words.ts'

const column = (header: string, name: keyof Step['tasks']) => ({
  header,
  value: ({ tasks }: Step) => tasks[name],
  show: ({ tasks }: Step) => formatNumber(tasks[name]),
})

/** The tasks that steps made on these days, as they stand now. */
export const TasksOfSteps = ({ steps, fileName }: { steps: readonly Step[]; fileName: string }) => (
  <ChartWithTable
    title="Tasks by step"
    about="Made on these days, as they stand now."
    summary={steps
      .map((step) => `${stepName(step)}: ${step.tasks.completed} of ${step.tasks.all} done`)
      .join('; ')}
    chart={
      <BarChart
        {...CHART}
        h={90 + steps.length * 40}
        type="stacked"
        orientation="vertical"
        gridAxis="y"
        maxBarWidth={22}
        data={steps.map((step) => ({ name: `${stepName(step)}: ${step.title}`, ...step.tasks }))}
        dataKey="name"
        yAxisProps={{ width: 150 }}
        series={[
          { name: 'completed', label: 'Completed', color: COLORS.clicked },
          { name: 'upcoming', label: 'Upcoming', color: 'blue.4' },
          { name: 'overdue', label: 'Overdue', color: 'orange.5' },
        ]}
        barChartProps={QUIET}
      />
    }
    rows={steps}
    keyOf={({ id }) => id}
    columns={[
      { header: 'Step', value: (step) => `${stepName(step)}: ${step.title}` },
      column('All', 'all'),
      column('Completed', 'completed'),
      column('Overdue', 'overdue'),
      column('Upcoming', 'upcoming'),
    ]}
    fileName={fileName}
  />
)
