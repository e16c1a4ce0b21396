import { Group, Progress, Text } from '@mantine/core'
import type { AnswerOf } from '#api/index.ts'

/** How much of the day's work is done. */
export const DayProgress = ({ counts }: { counts: AnswerOf<'get', '/tasks/counts'> }) => {
  const closed = counts.doneToday + counts.skippedToday
  const all = closed + counts.overdue + counts.today
  if (all === 0) return null
  return (
    <Group gap="sm" wrap="nowrap">
      <Progress
        value={(100 * closed) / all}
        w={120}
        size="sm"
        aria-label={`${closed} of ${all} tasks done today`}
      />
      <Text size="sm" c="dimmed" className="numbers">
        {closed} of {all} done today
      </Text>
    </Group>
  )
}
