import { ActionIcon, Button, Group, Tooltip } from '@mantine/core'
import { IconArrowLeft, IconCheck, IconMail, IconMailOpened, IconRotate } from '@tabler/icons-react'
import { SnoozeMenu } from '#features/tasks/snooze-menu.tsx'
import type { Thread } from '../types.ts'
import type { ThreadChanges } from '../use-thread-changes.ts'
import { AssignMenu } from './assign-menu.tsx'

export type ThreadMenu = 'snooze' | 'assign' | null

type Props = {
  thread: Thread
  changes: ThreadChanges
  menu: ThreadMenu
  onMenu(menu: ThreadMenu): void
  /** The thread leaves the list. */
  onLeft(): void
  onBack(): void
}

/** What can be done to a thread: done, put off, given away, unread. */
export const ThreadActions = ({ thread, changes, menu, onMenu, onLeft, onBack }: Props) => {
  const isDone = thread.state === 'done'
  return (
    <Group gap="xs">
      <ActionIcon
        hiddenFrom="md"
        variant="subtle"
        color="gray"
        onClick={onBack}
        aria-label="Back to the list"
      >
        <IconArrowLeft size={18} stroke={1.75} />
      </ActionIcon>
      <Tooltip label={isDone ? 'Open again (e)' : 'Done (e)'}>
        <Button
          variant="default"
          leftSection={isDone ? <IconRotate size={16} aria-hidden /> : <IconCheck size={16} aria-hidden />}
          onClick={() => {
            changes.setDone([thread], !isDone)
            onLeft()
          }}
        >
          {isDone ? 'Reopen' : 'Done'}
        </Button>
      </Tooltip>
      <SnoozeMenu
        isOpen={menu === 'snooze'}
        onToggle={(isOpen) => onMenu(isOpen ? 'snooze' : null)}
        onSnooze={(until) => {
          changes.snooze([thread], until)
          onLeft()
        }}
      />
      {thread.state === 'snoozed' && (
        <Button variant="default" onClick={() => changes.wake([thread])}>
          Wake up
        </Button>
      )}
      <AssignMenu
        label={thread.assigneeName ?? 'Assign'}
        assigneeId={thread.assigneeId}
        isOpen={menu === 'assign'}
        onToggle={(isOpen) => onMenu(isOpen ? 'assign' : null)}
        onChosen={(userId) => changes.assign([thread], userId)}
      />
      <Tooltip label={thread.unread ? 'Mark as read (u)' : 'Mark as unread (u)'}>
        <ActionIcon
          size="input-sm"
          variant="default"
          aria-label={thread.unread ? 'Mark as read' : 'Mark as unread'}
          onClick={() => changes.setUnread([thread], !thread.unread)}
        >
          {thread.unread ? <IconMailOpened size={16} stroke={1.75} /> : <IconMail size={16} stroke={1.75} />}
        </ActionIcon>
      </Tooltip>
    </Group>
  )
}
