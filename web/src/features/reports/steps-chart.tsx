import { BarChart, ChartWithTable } from '#ui/charts/index.ts'
import { CHART, COLORS, QUIET } from './chart-style.ts'
import { mailColumns } from './mail-words.ts'
import { type Option, optionName, type Step, stepName } from './step-words.ts'

type Row = { id: string; name: string; text: string; mails: Step['mails'] }

/** A step, and its options below it where there are several. */
const rowsOf = (step: Step): Row[] => [
  { id: step.id, name: stepName(step), text: step.title, mails: step.mails },
  ...(step.options.length < 2
    ? []
    : step.options.map((option: Option) => ({
        id: option.id,
        name: `${stepName(step)}, ${optionName(option).toLowerCase()}`,
        text: option.template || option.subject,
        mails: option.mails,
      }))),
]

/** Each step's mails and what came of them. */
export const StepsChart = ({ steps, fileName }: { steps: readonly Step[]; fileName: string }) => {
  const bars = steps.map((step) => ({
    name: stepName(step),
    sent: step.mails.sent,
    opened: step.mails.opened,
    replied: step.mails.replied,
  }))
  return (
    <ChartWithTable
      title="Mails by step"
      about="Follow-ups bring answers that the first mail did not."
      summary={bars.map(({ name, sent, replied }) => `${name}: ${sent} sent, ${replied} replied`).join('; ')}
      chart={
        <BarChart
          {...CHART}
          data={bars}
          dataKey="name"
          maxBarWidth={40}
          series={[
            { name: 'sent', label: 'Sent', color: COLORS.sent },
            { name: 'opened', label: 'Opened', color: COLORS.opened },
            { name: 'replied', label: 'Replied', color: COLORS.replied },
          ]}
          barProps={{ radius: [3, 3, 0, 0] }}
          barChartProps={QUIET}
        />
      }
      rows={steps.flatMap(rowsOf)}
      keyOf={({ id }) => id}
      columns={[
        { header: 'Step', value: ({ name }) => name },
        { header: 'Mail', value: ({ text }) => text },
        ...mailColumns<Row>(({ mails }) => mails),
      ]}
      fileName={fileName}
    />
  )
}
