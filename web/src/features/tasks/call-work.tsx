import {
  Button,
  Fieldset,
  Group,
  Kbd,
  SegmentedControl,
  Stack,
  Text,
  Textarea,
  TextInput,
} from '@mantine/core'
import { useState } from 'react'
import { api, formErrors, useApiMutation } from '#api/index.ts'
import { useShortcuts } from '#ui/shortcuts/index.ts'
import { CallDialler } from './call-dialler.tsx'
import { formatDuration, parseDuration } from './durations.ts'
import { OutcomeChoice } from './outcome-choice.tsx'
import { ScriptText } from './script-text.tsx'
import classes from './tasks.module.css'
import type { QueuedTask } from './use-queue.ts'

const DISPOSITIONS = [
  { value: 'answered', label: 'Answered' },
  { value: 'not_answered', label: 'No answer' },
  { value: 'voice_mail', label: 'Voice mail' },
] as const
type Disposition = (typeof DISPOSITIONS)[number]['value']

type Props = {
  task: QueuedTask
  numbers: readonly { label: string; number: string }[]
  onDone(): void
}

/** A call: dial, talk, say how it went, and on to the next. */
export const CallWork = ({ task, numbers, onDone }: Props) => {
  const [callId, setCallId] = useState<string | null>(null)
  const [disposition, setDisposition] = useState<Disposition>('answered')
  const [duration, setDuration] = useState('')
  const [outcome, setOutcome] = useState<string | null>(null)
  const [notes, setNotes] = useState('')
  const [problem, setProblem] = useState<string | null>(null)
  const finish = useApiMutation({
    mutate: (seconds: number) =>
      api.post('/tasks/{id}/done', {
        params: { path: { id: task.id } },
        body: {
          outcome,
          call: {
            ...(callId !== null && { callId }),
            disposition,
            notes: notes.trim(),
            durationSeconds: seconds,
          },
        },
      }),
    changes: ['/tasks', '/prospects', '/calls', '/cadences'],
    onDone,
    onFailed: (error) => {
      const field = formErrors(error, ['durationSeconds'], { 'call.durationSeconds': 'durationSeconds' })
      setProblem(field?.durationSeconds ?? null)
      return field !== null
    },
  })
  const run = () => {
    const seconds = disposition === 'answered' ? parseDuration(duration) : 0
    if (seconds === null) setProblem('Write minutes and seconds, such as 4:05.')
    else if (!finish.isPending) finish.mutate(seconds)
  }
  useShortcuts('Task', [{ keys: 'Mod+Enter', label: 'Log and next', run, whileTyping: true }])
  return (
    <Stack gap="lg">
      <CallDialler
        task={task}
        numbers={numbers}
        onDialled={setCallId}
        onEnded={(seconds) => setDuration(formatDuration(seconds))}
      />
      <ScriptText text={task.note} />
      <Fieldset variant="unstyled" legend="How it went" className={classes.group}>
        <Group align="flex-start" gap="md">
          <SegmentedControl
            aria-label="How it went"
            data={[...DISPOSITIONS]}
            value={disposition}
            onChange={(value) => {
              const known = DISPOSITIONS.find((one) => one.value === value)
              if (known) setDisposition(known.value)
            }}
          />
          {disposition === 'answered' && (
            <TextInput
              aria-label="How long, in minutes and seconds"
              placeholder="4:05"
              w={110}
              rightSection={<Text size="xs">min</Text>}
              value={duration}
              error={problem}
              onChange={({ currentTarget }) => {
                setDuration(currentTarget.value)
                setProblem(null)
              }}
            />
          )}
        </Group>
      </Fieldset>
      <OutcomeChoice kind="call" value={outcome} onChange={setOutcome} />
      <Textarea
        label="Notes of the call"
        autosize
        minRows={3}
        maxRows={14}
        value={notes}
        onChange={({ currentTarget }) => setNotes(currentTarget.value)}
      />
      <Group>
        <Button onClick={run} loading={finish.isPending} rightSection={<Kbd size="xs">Ctrl ↵</Kbd>}>
          Log and next
        </Button>
      </Group>
    </Stack>
  )
}
