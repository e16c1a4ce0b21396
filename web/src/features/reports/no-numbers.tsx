import { Button } from '@mantine/core'
import { IconChartBar } from '@tabler/icons-react'
import { EmptyState } from '#ui/states/index.ts'
import { useReport } from './use-report.ts'

/** Days without anything to report. */
export const NoNumbers = ({ text = 'No mail was sent on these days.' }: { text?: string }) => {
  const { preset, change } = useReport()
  return (
    <EmptyState
      icon={IconChartBar}
      title="Nothing to report yet"
      text={`${text} Numbers appear as mails leave and answers come.`}
      action={
        preset === 'all' ? undefined : (
          <Button variant="default" onClick={() => change({ range: 'all', from: undefined, to: undefined })}>
            Look at all days
          </Button>
        )
      }
    />
  )
}
