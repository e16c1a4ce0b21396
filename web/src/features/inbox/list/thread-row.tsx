import { Checkbox, Group, Text, UnstyledButton, VisuallyHidden } from '@mantine/core'
import { StateBadge } from '#ui/badges/index.ts'
import { Time } from '#ui/time/index.ts'
import classes from '../inbox.module.css'
import { KIND_WORDS } from '../kind-words.ts'
import type { ListedThread } from '../types.ts'

type Props = {
  thread: ListedThread
  /** Said where the list is of several kinds. */
  showsKind: boolean
  isOpen: boolean
  isSelected: boolean
  onOpen(): void
  onSelect(): void
}

/** A thread in the list: who wrote, when, about what, and how it begins. */
export const ThreadRow = ({ thread, showsKind, isOpen, isSelected, onOpen, onSelect }: Props) => {
  const name = thread.prospect.name ?? (thread.fromName || thread.prospect.email)
  const { label, tone } = KIND_WORDS[thread.kind]
  const isUnread = thread.unread && thread.state !== 'done'
  return (
    <li className={classes.row} data-open={isOpen || undefined}>
      <div className={classes.check}>
        <Checkbox
          size="xs"
          checked={isSelected}
          onChange={onSelect}
          aria-label={`Select ${thread.subject}, ${name}`}
        />
      </div>
      <UnstyledButton className={classes.opener} onClick={onOpen} aria-current={isOpen || undefined}>
        <Group gap={8} wrap="nowrap" justify="space-between">
          <Group gap={8} wrap="nowrap" miw={0}>
            {isUnread && (
              <span className={classes.dot}>
                <VisuallyHidden>Unread</VisuallyHidden>
              </span>
            )}
            <Text size="sm" fw={isUnread ? 650 : 500} truncate>
              {name}
            </Text>
          </Group>
          <Text size="xs" c="dimmed" className={classes.when}>
            <Time at={thread.snoozedUntil ?? thread.lastAt} />
          </Text>
        </Group>
        <Text size="sm" fw={isUnread ? 550 : 400} truncate>
          {thread.subject || '(no subject)'}
        </Text>
        <Group gap={8} wrap="nowrap" mt={2}>
          <Text size="xs" c="dimmed" truncate flex={1}>
            {thread.snippet || 'No text'}
          </Text>
          {showsKind && thread.kind !== 'reply' && <StateBadge label={label} tone={tone} />}
        </Group>
      </UnstyledButton>
    </li>
  )
}
