import { Button } from '@mantine/core'
import { IconSend } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { EmptyState, FailedState, LoadingRows } from '#ui/states/index.ts'
import { ReportFilters } from './report-filters.tsx'
import type { Days } from './report-range.ts'
import { SequenceSelect, useSequences } from './sequence-select.tsx'
import { useReport } from './use-report.ts'

/** The query of one sequence's report. */
export type SequenceQuery = Days & { sequenceId: string }

/** A report of one cadence or journey: chosen here, and told to whoever draws it. */
export const WithSequence = ({ children }: { children(query: SequenceQuery, name: string): ReactNode }) => {
  const { days, settings } = useReport()
  const { chosen, isPending, error, retry } = useSequences()
  if (settings.error || error)
    return (
      <FailedState
        error={settings.error ?? error}
        onRetry={() => {
          void settings.refetch()
          retry()
        }}
      />
    )
  if (isPending || !days) return <LoadingRows rows={6} height={64} />
  if (!chosen)
    return (
      <EmptyState
        icon={IconSend}
        title="There is no cadence yet"
        text="This report tells what came of one. Write a cadence and start prospects in it first."
        action={
          <Button component={Link} to="/cadences">
            Go to cadences
          </Button>
        }
      />
    )
  return (
    <>
      <ReportFilters>
        <SequenceSelect />
      </ReportFilters>
      {children({ ...days, sequenceId: chosen.id }, chosen.name)}
    </>
  )
}
