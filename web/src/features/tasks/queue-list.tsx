import { Button, Group } from '@mantine/core'
import { LoadingRows } from '#ui/states/index.ts'
import { QueueItem } from './queue-item.tsx'
import classes from './tasks.module.css'
import type { QueuedTask } from './use-queue.ts'

type Props = {
  tasks: readonly QueuedTask[]
  openId: string | undefined
  selected: ReadonlySet<string>
  onOpen(task: QueuedTask): void
  onSelect?: ((id: string) => void) | undefined
  more: { hasNextPage: boolean; isFetchingNextPage: boolean; fetchNextPage(): unknown }
}

/** The tasks of a tab, in the order in which they are worked through. */
export const QueueList = ({ tasks, openId, selected, onOpen, onSelect, more }: Props) => (
  <ul className={classes.items} aria-label="Tasks">
    {tasks.map((task) => (
      <QueueItem
        key={task.id}
        task={task}
        isOpen={task.id === openId}
        isSelected={selected.has(task.id)}
        onOpen={() => onOpen(task)}
        onSelect={onSelect && (() => onSelect(task.id))}
      />
    ))}
    {more.isFetchingNextPage && <LoadingRows rows={2} />}
    {more.hasNextPage && !more.isFetchingNextPage && (
      <li>
        <Group justify="center" p="sm">
          <Button variant="subtle" onClick={() => void more.fetchNextPage()}>
            Show more
          </Button>
        </Group>
      </li>
    )}
  </ul>
)
