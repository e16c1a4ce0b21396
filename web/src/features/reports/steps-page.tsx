import { useQuery } from '@tanstack/react-query'
import { apiQuery } from '#api/index.ts'
import { PageTitle } from '#ui/page-title.tsx'
import { FailedState, LoadingRows } from '#ui/states/index.ts'
import { NoNumbers } from './no-numbers.tsx'
import { OptionComparison } from './option-comparison.tsx'
import classes from './reports.module.css'
import { StepsChart } from './steps-chart.tsx'
import { TasksOfSteps } from './tasks-of-steps.tsx'
import { useReport } from './use-report.ts'
import { type SequenceQuery, WithSequence } from './with-sequence.tsx'

/** Step by step, and which option of a step is better. */
export const StepsPage = () => (
  <>
    <PageTitle title="Steps and options · Reports" />
    <WithSequence>{(query) => <Steps query={query} />}</WithSequence>
  </>
)

const Steps = ({ query }: { query: SequenceQuery }) => {
  const { rangeName } = useReport()
  const report = useQuery(apiQuery('/reports/steps', { params: { query } }))
  if (report.isPending) return <LoadingRows rows={6} height={64} />
  if (report.error) return <FailedState error={report.error} onRetry={() => void report.refetch()} />
  const { steps } = report.data
  if (steps.length === 0)
    return <NoNumbers text="The cadence was not published yet, so nobody is in any of its steps." />
  const compared = steps.filter(({ comparison }) => comparison.replied !== null)
  const withTasks = steps.filter(({ tasks }) => tasks.all > 0)
  return (
    <div className={classes.stack}>
      <StepsChart steps={steps.filter(({ kind }) => kind === 'mail')} fileName={`steps-${rangeName}`} />
      {compared.map((step) => (
        <OptionComparison key={step.id} step={step} />
      ))}
      {withTasks.length > 0 && <TasksOfSteps steps={withTasks} fileName={`tasks-${rangeName}`} />}
    </div>
  )
}
