import { Button, Group, NativeSelect, Stack, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { api, formErrors, useApiMutation } from '#api/index.ts'
import { useNow } from '#ui/time/index.ts'
import { earliestDay, morningOf } from '../runs/pause-days.ts'
import { type OpenTask, TASK_KINDS } from './task-words.ts'

type Values = { kind: OpenTask['kind']; title: string; day: string }

/** A task that is not made by a cadence. */
export const AddTaskForm = ({ prospectId, onClose }: { prospectId: string; onClose(): void }) => {
  const now = useNow()
  const form = useForm<Values>({
    initialValues: { kind: 'todo', title: '', day: earliestDay(now) },
    validate: {
      title: (title) => (title.trim() === '' ? 'Say what is to be done.' : null),
      day: (day) => (morningOf(day) === null ? 'Choose the day it is due.' : null),
    },
  })
  const { mutate, isPending } = useApiMutation({
    mutate: ({ kind, title, day }: Values) =>
      api.post('/tasks', { body: { prospectId, kind, title, dueAt: morningOf(day) ?? now.toISOString() } }),
    changes: ['/tasks', '/prospects'],
    onDone: onClose,
    onFailed: (error) => {
      const errors = formErrors(error, ['title', 'kind', 'day'], { dueAt: 'day' })
      if (errors) form.setErrors(errors)
      return errors !== null
    },
  })
  return (
    <form
      onSubmit={form.onSubmit((values) => mutate(values))}
      onKeyDown={({ key }) => key === 'Escape' && onClose()}
    >
      <Stack gap="xs" mb="md">
        <TextInput label="What is to be done" data-autofocus autoFocus {...form.getInputProps('title')} />
        <Group gap="xs" grow>
          <NativeSelect
            label="Kind"
            data={Object.entries(TASK_KINDS).map(([value, { label }]) => ({ value, label }))}
            {...form.getInputProps('kind')}
          />
          <TextInput type="date" label="Due" {...form.getInputProps('day')} />
        </Group>
        <Group gap="xs">
          <Button type="submit" loading={isPending}>
            Add the task
          </Button>
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
