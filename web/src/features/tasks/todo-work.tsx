import { Stack } from '@mantine/core'
import { FinishForm } from './finish-form.tsx'
import { ScriptText } from './script-text.tsx'
import type { QueuedTask } from './use-queue.ts'

/** A to-do: what is to be done, and that it was. */
export const TodoWork = ({ task, onDone }: { task: QueuedTask; onDone(): void }) => (
  <Stack gap="lg">
    <ScriptText text={task.note} />
    <FinishForm task={task} onDone={onDone} />
  </Stack>
)
