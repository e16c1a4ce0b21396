import { Button, Group, Text } from '@mantine/core'
import { useState } from 'react'
import { useHasRole } from '#app/session.ts'
import { confirm } from '#ui/confirm.ts'
import { countOf } from '#ui/numbers.ts'
import { ReassignMenu } from './reassign-menu.tsx'
import { SnoozeMenu } from './snooze-menu.tsx'
import type { TaskChanges } from './task-changes.ts'
import type { QueuedTask } from './use-queue.ts'

type Props = { tasks: readonly QueuedTask[]; changes: TaskChanges; onClear(): void }

/** What can be done to several tasks at once. Closing them moves their prospects on, so it asks first. */
export const BulkBar = ({ tasks, changes, onClear }: Props) => {
  const mayReassign = useHasRole('admin', 'manager')
  const [menu, setMenu] = useState<'snooze' | 'reassign' | null>(null)
  const count = countOf(tasks.length, 'task')
  const ask = (word: 'done' | 'skipped', run: () => void) =>
    confirm({
      title: word === 'done' ? `Mark ${count} as done?` : `Skip ${count}?`,
      text: 'Their prospects go on to the next step. This cannot be taken back.',
      confirm: word === 'done' ? 'Mark as done' : 'Skip',
      onConfirm: run,
    })
  return (
    <Group gap="xs" mb="md" role="toolbar" aria-label="Selected tasks">
      <Text size="sm" fw={550} mr="xs">
        {count} selected
      </Text>
      <Button
        size="compact-sm"
        loading={changes.finish.isPending}
        onClick={() => ask('done', () => changes.finish.mutate(tasks))}
      >
        Done
      </Button>
      <SnoozeMenu
        size="compact-sm"
        isOpen={menu === 'snooze'}
        onToggle={(isOpen) => setMenu(isOpen ? 'snooze' : null)}
        onSnooze={(until) => changes.snooze.mutate({ tasks, until })}
        isBusy={changes.snooze.isPending}
      />
      <Button
        size="compact-sm"
        variant="default"
        loading={changes.skip.isPending}
        onClick={() => ask('skipped', () => changes.skip.mutate(tasks))}
      >
        Skip
      </Button>
      {mayReassign && (
        <ReassignMenu
          size="compact-sm"
          isOpen={menu === 'reassign'}
          onToggle={(isOpen) => setMenu(isOpen ? 'reassign' : null)}
          onChosen={({ userId: assigneeId, name }) => changes.reassign.mutate({ tasks, assigneeId, name })}
        />
      )}
      <Button size="compact-sm" variant="subtle" onClick={onClear}>
        Clear
      </Button>
    </Group>
  )
}
