import { Select, Stack, Text, Textarea, TextInput, Title } from '@mantine/core'
import type { TaskKind, TaskStep } from './draft.ts'
import { ofField } from './mistakes.ts'
import { TASK_NAMES } from './step-words.ts'

type Told = { mistakes: { path: string; message: string }[] }
type Props = {
  step: TaskStep
  title: string
  onChange(step: TaskStep): void
  isReadOnly: boolean
  told: Told
}

const KINDS: readonly TaskKind[] = ['call', 'linkedin', 'manual_mail', 'todo']

/** A call, a touch, a mail by hand or a to-do. */
export const TaskStepEditor = ({ step, title, onChange, isReadOnly, told }: Props) => (
  <Stack gap="md" maw={640}>
    <Title order={2}>{title}</Title>
    <Select
      label="Kind"
      w={200}
      allowDeselect={false}
      data={KINDS.map((kind) => ({ value: kind, label: TASK_NAMES[kind] }))}
      value={step.task}
      onChange={(value) => {
        const task = KINDS.find((kind) => kind === value)
        if (task) onChange({ ...step, task })
      }}
      readOnly={isReadOnly}
    />
    <TextInput
      label="What is to be done"
      value={step.title}
      onChange={(event) => onChange({ ...step, title: event.currentTarget.value })}
      error={ofField(told.mistakes, 'title')}
      maxLength={300}
      readOnly={isReadOnly}
    />
    <Textarea
      label={step.task === 'call' ? 'What to say' : 'Notes for whoever does it'}
      value={step.note}
      onChange={(event) => onChange({ ...step, note: event.currentTarget.value })}
      error={ofField(told.mistakes, 'note')}
      autosize
      minRows={5}
      maxRows={16}
      readOnly={isReadOnly}
    />
    <Text size="sm" c="dimmed">
      Both may have variables, such as {'{{ FirstName }}'}. The prospect waits here until the task is done or
      skipped; it stands in the task list of whoever owns him.
    </Text>
  </Stack>
)
