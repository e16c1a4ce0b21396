import { SimpleGrid } from '@mantine/core'
import { IconInbox, IconListCheck, IconSend } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { apiQuery } from '#api/index.ts'
import { useSession } from '#app/session.ts'
import { countOf, formatNumber } from '#ui/numbers.ts'
import { useNow } from '#ui/time/index.ts'
import { endOfDay } from './end-of-day.ts'
import { NumberCard } from './number-card.tsx'

const ZONE = new Intl.DateTimeFormat().resolvedOptions().timeZone

/** Tasks, answers and mails of the day, each leading to its page. */
export const TodayNumbers = () => {
  const { userId } = useSession()
  const until = endOfDay(useNow()).toISOString()
  const tasks = useQuery(apiQuery('/tasks/counts', { params: { query: { zone: ZONE, assigneeId: userId } } }))
  const threads = useQuery(apiQuery('/threads/counts'))
  const day = useQuery(apiQuery('/day', { params: { query: { until } } }))
  const { overdue = 0, today = 0, doneToday = 0 } = tasks.data ?? {}
  const { sent = 0, waiting = 0 } = day.data ?? {}
  const unread = threads.data?.unread.reply ?? 0
  return (
    <SimpleGrid cols={{ base: 1, sm: 3 }} spacing="lg">
      <NumberCard
        to="/tasks"
        icon={IconListCheck}
        label="Tasks due"
        query={tasks}
        value={overdue + today}
        note={
          overdue > 0
            ? `${formatNumber(overdue)} overdue`
            : doneToday > 0
              ? `${countOf(doneToday, 'task')} done today`
              : 'Your calls, touches and to-dos'
        }
        isUrgent={overdue > 0}
      />
      <NumberCard
        to="/inbox"
        icon={IconInbox}
        label="New answers"
        query={threads}
        value={unread}
        note={`${formatNumber(threads.data?.open.reply ?? 0)} open in the inbox`}
      />
      <NumberCard
        to="/reports/mailboxes"
        icon={IconSend}
        label="Mails sent today"
        query={day}
        value={sent}
        note={
          waiting > 0
            ? `${waiting >= 10_000 ? 'more than ' : ''}${formatNumber(waiting)} more are due`
            : 'No more are due today'
        }
      />
    </SimpleGrid>
  )
}
