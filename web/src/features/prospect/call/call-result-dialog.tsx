import { Button, Group, Modal, Radio, Stack, Text, Textarea } from '@mantine/core'
import { useState } from 'react'
import type { InitOf } from '#api/index.ts'

type Disposition = InitOf<'post', '/calls'>['body']['disposition']
export type CallResult = { disposition: Disposition; notes: string }

const RESULTS: readonly { value: Disposition; label: string }[] = [
  { value: 'answered', label: 'Answered' },
  { value: 'voice_mail', label: 'Voice mail' },
  { value: 'not_answered', label: 'Nobody answered' },
]

type Props = {
  isOpen: boolean
  /** It is under way, or was a moment ago. */
  isBegun: boolean
  isSaving: boolean
  onSave(result: CallResult): void
  onClose(): void
}

/** Asks what came of a call. */
export const CallResultDialog = ({ isOpen, onClose, ...form }: Props) => (
  <Modal opened={isOpen} onClose={onClose} title={form.isBegun ? 'How did the call go?' : 'Log a call'}>
    <CallResultForm onClose={onClose} {...form} />
  </Modal>
)

const CallResultForm = ({ isBegun, isSaving, onSave, onClose }: Omit<Props, 'isOpen'>) => {
  const [chosen, setChosen] = useState<Disposition>('answered')
  const [notes, setNotes] = useState('')
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        onSave({ disposition: chosen, notes })
      }}
    >
      <Stack>
        {isBegun && (
          <Text size="sm" c="dimmed">
            The call has begun. Save this when it is over.
          </Text>
        )}
        <Radio.Group
          label="Result"
          value={chosen}
          onChange={(value) => setChosen(RESULTS.find((one) => one.value === value)?.value ?? 'answered')}
        >
          <Stack gap="xs" mt={4}>
            {RESULTS.map(({ value, label }) => (
              <Radio key={value} value={value} label={label} />
            ))}
          </Stack>
        </Radio.Group>
        <Textarea
          label="Notes"
          autosize
          minRows={3}
          value={notes}
          onChange={({ currentTarget }) => setNotes(currentTarget.value)}
          data-autofocus
        />
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" loading={isSaving}>
            Save the call
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
