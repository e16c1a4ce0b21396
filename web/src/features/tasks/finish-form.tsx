import { Button, Group, Kbd, Stack, Textarea } from '@mantine/core'
import { useState } from 'react'
import { api, useApiMutation } from '#api/index.ts'
import { useShortcuts } from '#ui/shortcuts/index.ts'
import { OutcomeChoice } from './outcome-choice.tsx'
import type { QueuedTask } from './use-queue.ts'

type Props = {
  task: QueuedTask
  onDone(): void
  /** "Done", by what was done. */
  label?: string
}

/** How a touch or a to-do went, and on to the next. */
export const FinishForm = ({ task, onDone, label = 'Done and next' }: Props) => {
  const [outcome, setOutcome] = useState<string | null>(null)
  const [note, setNote] = useState('')
  const finish = useApiMutation({
    mutate: () =>
      api.post('/tasks/{id}/done', {
        params: { path: { id: task.id } },
        body: { outcome, ...(note.trim() !== '' && { note: withNote(task.note, note.trim()) }) },
      }),
    changes: ['/tasks', '/prospects', '/cadences'],
    onDone,
  })
  const run = () => {
    if (!finish.isPending) finish.mutate()
  }
  useShortcuts('Task', [{ keys: 'Mod+Enter', label: 'Done and next', run, whileTyping: true }])
  return (
    <Stack>
      <OutcomeChoice kind={task.kind} value={outcome} onChange={setOutcome} />
      <Textarea
        label="Note"
        description="Kept with the task"
        autosize
        minRows={2}
        maxRows={10}
        value={note}
        onChange={({ currentTarget }) => setNote(currentTarget.value)}
      />
      <Group>
        <Button
          onClick={run}
          loading={finish.isPending}
          rightSection={<Kbd size="xs">Ctrl ↵</Kbd>}
          aria-keyshortcuts="Control+Enter"
        >
          {label}
        </Button>
      </Group>
    </Stack>
  )
}

/** What stands in the task is its script, which the note does not replace. */
const withNote = (before: string, note: string): string => (before === '' ? note : `${before}\n\n${note}`)
