import { Button, Tabs } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconPlus } from '@tabler/icons-react'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { formatNumber } from '#ui/numbers.ts'
import { PageHeader } from '#ui/page-header.tsx'
import { useShortcuts } from '#ui/shortcuts/index.ts'
import { DayProgress } from './day-progress.tsx'
import { NewTaskDialog } from './new-task-dialog.tsx'
import { QueueFilters } from './queue-filters.tsx'
import { QueuePanes } from './queue-panes.tsx'
import classes from './tasks.module.css'
import { type SearchChange, TABS, type Tab } from './tasks-search.ts'
import { useQueue } from './use-queue.ts'

const LABELS: Readonly<Record<Tab, string>> = {
  overdue: 'Overdue',
  today: 'Today',
  upcoming: 'Upcoming',
  done: 'Done today',
}

/** The day's calls, touches, mails and to-dos, worked through one after the other. */
export const TasksPage = () => {
  const search = useSearch({ from: '/app/tasks' })
  const navigate = useNavigate({ from: '/tasks' })
  const [isAdding, adding] = useDisclosure()
  const queue = useQueue(search)
  const { tab = 'today', counts } = queue
  const change = (next: SearchChange, replace = false) =>
    void navigate({ search: (before) => ({ ...before, ...next }), replace, resetScroll: false })
  useShortcuts('Tasks', [{ keys: 'n', label: 'New task', run: adding.open }])
  const numbers = counts.data && {
    overdue: counts.data.overdue,
    today: counts.data.today,
    upcoming: counts.data.upcoming,
    done: counts.data.doneToday + counts.data.skippedToday,
  }
  return (
    <>
      <PageHeader
        title="Tasks"
        beside={counts.data && <DayProgress counts={counts.data} />}
        actions={
          <Button leftSection={<IconPlus size={16} stroke={2} aria-hidden />} onClick={adding.open}>
            New task
          </Button>
        }
      />
      <Tabs
        value={tab}
        onChange={(value) => change({ tab: TABS.find((one) => one === value), task: undefined })}
        mb="lg"
      >
        <Tabs.List className={classes.tabs}>
          {TABS.map((one) => (
            <Tabs.Tab key={one} value={one}>
              {LABELS[one]} {numbers && <span className="numbers">{formatNumber(numbers[one])}</span>}
            </Tabs.Tab>
          ))}
        </Tabs.List>
      </Tabs>
      <QueueFilters search={search} onChange={(next) => change({ ...next, task: undefined })} />
      <QueuePanes queue={queue} tab={tab} search={search} onChange={change} onAdd={adding.open} />
      <NewTaskDialog isOpen={isAdding} onClose={adding.close} />
    </>
  )
}
