import { Button, CloseButton, Group, Text } from '@mantine/core'
import { IconCheck, IconMail, IconMailOpened } from '@tabler/icons-react'
import { useState } from 'react'
import { SnoozeMenu } from '#features/tasks/snooze-menu.tsx'
import { AssignMenu } from '../thread/assign-menu.tsx'
import type { ListedThread } from '../types.ts'
import type { ThreadChanges } from '../use-thread-changes.ts'

type Props = { threads: readonly ListedThread[]; changes: ThreadChanges; onClear(): void }

/** What can be done to the threads that are selected, all at once. */
export const BulkBar = ({ threads, changes, onClear }: Props) => {
  const [menu, setMenu] = useState<'snooze' | 'assign' | null>(null)
  const isDone = threads.every(({ state }) => state === 'done')
  const isUnread = threads.some(({ unread }) => unread)
  const then = (change: () => void) => () => {
    change()
    onClear()
  }
  return (
    <Group gap={6} mb="sm" role="toolbar" aria-label="Selected threads">
      <Text size="sm" fw={550}>
        {threads.length} selected
      </Text>
      <Button
        size="compact-sm"
        variant="default"
        leftSection={<IconCheck size={14} aria-hidden />}
        onClick={then(() => changes.setDone(threads, !isDone))}
      >
        {isDone ? 'Reopen' : 'Done'}
      </Button>
      <SnoozeMenu
        size="compact-sm"
        isOpen={menu === 'snooze'}
        onToggle={(isOpen) => setMenu(isOpen ? 'snooze' : null)}
        onSnooze={(until) => then(() => changes.snooze(threads, until))()}
      />
      <AssignMenu
        size="compact-sm"
        isOpen={menu === 'assign'}
        onToggle={(isOpen) => setMenu(isOpen ? 'assign' : null)}
        onChosen={(userId) => then(() => changes.assign(threads, userId))()}
      />
      <Button
        size="compact-sm"
        variant="default"
        leftSection={isUnread ? <IconMailOpened size={14} aria-hidden /> : <IconMail size={14} aria-hidden />}
        onClick={then(() => changes.setUnread(threads, !isUnread))}
      >
        {isUnread ? 'Read' : 'Unread'}
      </Button>
      <CloseButton aria-label="Select none" onClick={onClear} />
    </Group>
  )
}
