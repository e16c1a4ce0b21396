import { Button } from '@mantine/core'
import { IconCalendarClock, IconCircleCheck, IconListCheck } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import type { AnswerOf } from '#api/index.ts'
import { countOf } from '#ui/numbers.ts'
import { EmptyState } from '#ui/states/index.ts'
import type { Tab } from './tasks-search.ts'

type Props = {
  tab: Tab
  counts: AnswerOf<'get', '/tasks/counts'> | undefined
  isFiltered: boolean
  onTab(tab: Tab): void
  onClearFilters(): void
  onAdd(): void
}

/** A tab without tasks: says why, and where there is something to do. */
export const EmptyQueue = ({ tab, counts, isFiltered, onTab, onClearFilters, onAdd }: Props) => {
  if (isFiltered)
    return (
      <EmptyState
        icon={IconListCheck}
        title="Nothing matches"
        text="There is no such task here. Other tabs may have some."
        action={
          <Button variant="default" onClick={onClearFilters}>
            Clear the filters
          </Button>
        }
      />
    )
  if (tab === 'done')
    return (
      <EmptyState
        icon={IconListCheck}
        title="Nothing done yet today"
        text="What you finish or skip today is listed here."
        action={
          <Button variant="default" onClick={() => onTab('today')}>
            Go to today’s tasks
          </Button>
        }
      />
    )
  const next = (['overdue', 'today'] as const).find((other) => other !== tab && (counts?.[other] ?? 0) > 0)
  if (next)
    return (
      <EmptyState
        icon={IconCircleCheck}
        title={tab === 'overdue' ? 'Nothing is overdue' : 'Done here'}
        text={`${countOf(counts?.[next] ?? 0, 'task')} ${next === 'today' ? 'for today' : 'overdue'}.`}
        action={
          <Button onClick={() => onTab(next)}>{next === 'today' ? 'Go to today' : 'Go to overdue'}</Button>
        }
      />
    )
  if ((counts?.doneToday ?? 0) > 0)
    return (
      <EmptyState
        icon={IconCircleCheck}
        title="All done for today"
        text={`You finished ${countOf(counts?.doneToday ?? 0, 'task')}.`}
        action={
          <Button variant="default" onClick={() => onTab('upcoming')}>
            See what is coming
          </Button>
        }
      />
    )
  return (
    <EmptyState
      icon={IconCalendarClock}
      title={tab === 'upcoming' ? 'Nothing is coming' : 'No tasks for now'}
      text="Cadences make tasks where a step is a call, a LinkedIn touch, a manual mail or a to-do. You can add your own, too."
      action={
        <>
          <Button onClick={onAdd}>Add a task</Button>{' '}
          <Button variant="default" component={Link} to="/cadences">
            Go to cadences
          </Button>
        </>
      }
    />
  )
}
