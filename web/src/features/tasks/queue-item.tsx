import { Checkbox, Group, Text, UnstyledButton } from '@mantine/core'
import { Time } from '#ui/time/index.ts'
import { KINDS } from './kinds.ts'
import classes from './tasks.module.css'
import type { QueuedTask } from './use-queue.ts'

type Props = {
  task: QueuedTask
  isOpen: boolean
  isSelected: boolean
  onOpen(): void
  /** Absent: closed tasks are not selected. */
  onSelect?: (() => void) | undefined
}

/** One task of the queue: whom, what, when. */
export const QueueItem = ({ task, isOpen, isSelected, onOpen, onSelect }: Props) => {
  const { icon: KindIcon, label } = KINDS[task.kind]
  const name = task.prospect.fullName ?? task.prospect.email
  return (
    <li className={classes.item} data-open={isOpen || undefined}>
      {onSelect && (
        <Checkbox
          size="xs"
          checked={isSelected}
          onChange={onSelect}
          aria-label={`Select ${task.title}, ${name}`}
        />
      )}
      <UnstyledButton className={classes.opener} onClick={onOpen} aria-current={isOpen || undefined}>
        <Group gap={8} wrap="nowrap" justify="space-between">
          <Text size="sm" fw={550} truncate>
            {name}
          </Text>
          <Text size="xs" c="dimmed" className={classes.when}>
            <Time at={task.closedAt ?? task.snoozedUntil ?? task.dueAt} />
          </Text>
        </Group>
        <Group gap={6} wrap="nowrap" mt={2}>
          <KindIcon size={14} stroke={1.75} aria-label={label} className={classes.kind} />
          <Text size="sm" c="dimmed" truncate>
            {task.title}
          </Text>
        </Group>
      </UnstyledButton>
    </li>
  )
}
