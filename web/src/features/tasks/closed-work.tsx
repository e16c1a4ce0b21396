import { Stack, Text } from '@mantine/core'
import { Time } from '#ui/time/index.ts'
import { ScriptText } from './script-text.tsx'
import type { QueuedTask } from './use-queue.ts'

const WORDS = { open: 'Open', done: 'Done', skipped: 'Skipped', cancelled: 'Cancelled' } as const

/** A task that was closed: when, and how it went. */
export const ClosedWork = ({ task }: { task: QueuedTask }) => (
  <Stack>
    <Text size="sm">
      {WORDS[task.state]} <Time at={task.closedAt} />
      {task.state === 'cancelled' && ', because its prospect was stopped'}
      {task.outcome !== null && (
        <>
          {': '}
          <Text span fw={550}>
            {task.outcome}
          </Text>
        </>
      )}
    </Text>
    <ScriptText text={task.note} />
  </Stack>
)
