import { useMediaQuery } from '@mantine/hooks'
import { usePrefetchQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { apiQuery } from '#api/index.ts'
import { useShortcuts } from '#ui/shortcuts/index.ts'
import { FailedState, LoadingRows } from '#ui/states/index.ts'
import { BulkBar } from './bulk-bar.tsx'
import { EmptyQueue } from './empty-queue.tsx'
import { neighbour, nextAfterClosing } from './neighbours.ts'
import { QueueList } from './queue-list.tsx'
import { useTaskChanges } from './task-changes.ts'
import classes from './tasks.module.css'
import type { SearchChange, Tab, TasksSearch } from './tasks-search.ts'
import type { useQueue } from './use-queue.ts'
import { WorkPane } from './work-pane.tsx'

type Props = {
  queue: ReturnType<typeof useQueue>
  tab: Tab
  search: TasksSearch
  onChange(change: SearchChange, replace?: boolean): void
  onAdd(): void
}

/** The list at the left and the open task beside it; where there is no room for both, one of them. */
export const QueuePanes = ({ queue, tab, search, onChange, onAdd }: Props) => {
  const { tasks, list, isLoading, counts } = queue
  const isWide = useMediaQuery('(min-width: 62em)', true, { getInitialValueInEffect: false })
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set())
  const openId = search.task ?? (isWide ? tasks[0]?.id : undefined)
  const open = (task: string | undefined, replace = true) => onChange({ task }, replace)
  const goOn = () => open(openId === undefined ? undefined : nextAfterClosing(tasks, openId)?.id)
  const changes = useTaskChanges({
    onClosed: (ids) => {
      setSelected(new Set())
      if (openId !== undefined && ids.includes(openId)) open(afterAll(tasks, openId, ids))
    },
  })
  const toggle = (id: string) =>
    setSelected((before) => {
      const after = new Set(before)
      if (!after.delete(id)) after.add(id)
      return after
    })
  useShortcuts('Queue', [
    { keys: 'j', label: 'Next task', run: () => open(neighbour(tasks, openId, 1)?.id) },
    { keys: 'k', label: 'Task before', run: () => open(neighbour(tasks, openId, -1)?.id) },
    ...(tab === 'done' || openId === undefined
      ? []
      : [{ keys: 'x', label: 'Select the task', run: () => toggle(openId) }]),
  ])
  const next = openId === undefined ? undefined : neighbour(tasks, openId, 1)
  const chosen = tasks.filter(({ id }) => selected.has(id))

  if (isLoading) return <LoadingRows rows={8} height={58} />
  const error = list.error ?? counts.error
  if (error && tasks.length === 0) return <FailedState error={error} onRetry={() => void list.refetch()} />
  const isListHidden = !isWide && search.task !== undefined
  if (tasks.length === 0 && search.task === undefined)
    return (
      <EmptyQueue
        tab={tab}
        counts={counts.data}
        isFiltered={search.kind !== undefined || search.cadence !== undefined}
        onTab={(next) => onChange({ tab: next, task: undefined })}
        onClearFilters={() => onChange({ kind: undefined, cadence: undefined })}
        onAdd={onAdd}
      />
    )
  return (
    <>
      {chosen.length > 0 && (
        <BulkBar tasks={chosen} changes={changes} onClear={() => setSelected(new Set())} />
      )}
      {next && <Prefetch key={next.id} taskId={next.id} />}
      <div className={classes.panes}>
        {!isListHidden && tasks.length > 0 && (
          <div className={classes.queue}>
            <QueueList
              tasks={tasks}
              openId={openId}
              selected={selected}
              onOpen={({ id }) => open(id, isWide)}
              onSelect={tab === 'done' ? undefined : toggle}
              more={list}
            />
          </div>
        )}
        {openId !== undefined && (
          <WorkPane taskId={openId} changes={changes} onDone={goOn} onBack={() => open(undefined)} />
        )}
      </div>
    </>
  )
}

/** Asks for the next task while this one is worked on, so that nobody waits for it. */
const Prefetch = ({ taskId }: { taskId: string }) => {
  usePrefetchQuery(apiQuery('/tasks/{id}/context', { params: { path: { id: taskId } } }))
  return null
}

/** The next task that is not among those that were closed together. */
const afterAll = (
  tasks: readonly { id: string }[],
  openId: string,
  closed: readonly string[],
): string | undefined => {
  const left = tasks.filter(({ id }) => id === openId || !closed.includes(id))
  return nextAfterClosing(left, openId)?.id
}
