import { Button, Group, Modal, SegmentedControl, Stack, Text, Textarea, TextInput } from '@mantine/core'
import { useState } from 'react'
import { api, useApiMutation } from '#api/index.ts'
import { formatDuration, parseDuration } from '#features/tasks/durations.ts'
import { formatInstant } from '#ui/time/index.ts'
import type { Call } from './call-columns.tsx'
import { DISPOSITION_LABELS, DISPOSITIONS, type Disposition } from './calls-search.ts'

/** One call: what is known of it, and how it went, to be set right. */
export const CallDialog = ({ call, onClose }: { call: Call | undefined; onClose(): void }) => (
  <Modal
    opened={call !== undefined}
    onClose={onClose}
    title={call && `Call with ${call.prospectName ?? call.prospectEmail}`}
  >
    {call && <CallForm key={call.id} call={call} onClose={onClose} />}
  </Modal>
)

const CallForm = ({ call, onClose }: { call: Call; onClose(): void }) => {
  const [disposition, setDisposition] = useState<Disposition>(call.disposition ?? 'answered')
  const [duration, setDuration] = useState(formatDuration(call.durationSeconds))
  const [notes, setNotes] = useState(call.notes)
  const [problem, setProblem] = useState<string | null>(null)
  const save = useApiMutation({
    mutate: (durationSeconds: number) =>
      api.patch('/calls/{id}', {
        params: { path: { id: call.id } },
        body: { disposition, durationSeconds, notes: notes.trim() },
      }),
    changes: ['/calls', '/prospects'],
    done: 'Call saved.',
    onDone: onClose,
  })
  const submit = () => {
    const seconds = parseDuration(duration)
    if (seconds === null) setProblem('Write minutes and seconds, such as 4:05.')
    else save.mutate(seconds)
  }
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        submit()
      }}
    >
      <Stack>
        <Text size="sm" c="dimmed">
          {formatInstant(call.startedAt)}, by {call.userEmail}
          {call.toNumber !== null && `, to ${call.toNumber}`}
        </Text>
        {call.failure !== null && (
          <Text size="sm" c="red">
            {call.failure}
          </Text>
        )}
        <SegmentedControl
          aria-label="How it went"
          data={DISPOSITIONS.map((value) => ({ value, label: DISPOSITION_LABELS[value] }))}
          value={disposition}
          onChange={(value) => setDisposition(DISPOSITIONS.find((one) => one === value) ?? disposition)}
        />
        <TextInput
          label="Length"
          description="Minutes and seconds"
          value={duration}
          error={problem}
          onChange={({ currentTarget }) => {
            setDuration(currentTarget.value)
            setProblem(null)
          }}
        />
        <Textarea
          label="Notes"
          autosize
          minRows={3}
          maxRows={14}
          value={notes}
          onChange={({ currentTarget }) => setNotes(currentTarget.value)}
        />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" loading={save.isPending}>
            Save
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
