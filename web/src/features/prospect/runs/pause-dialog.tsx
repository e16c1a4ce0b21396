import { Button, Group, Modal, Stack, Text, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useNow } from '#ui/time/index.ts'
import { earliestDay, morningOf, pauseDays } from './pause-days.ts'

type Props = {
  name: string
  isOpen: boolean
  onClose(): void /** Null: until he is resumed. */
  onPause(until: string | null): void
}

/** Asks until when a run is paused. */
export const PauseDialog = ({ name, isOpen, onClose, onPause }: Props) => {
  const now = useNow()
  const [day, setDay] = useState('')
  const until = morningOf(day)
  const pause = (moment: string | null): void => {
    onPause(moment)
    onClose()
  }
  return (
    <Modal opened={isOpen} onClose={onClose} title={`Pause in ${name}`}>
      <Stack>
        <Text size="sm" c="dimmed">
          No mail leaves and no task comes while he is paused. On the day he goes on by himself, in the
          morning.
        </Text>
        <Group gap="xs">
          {pauseDays(now).map((one) => (
            <Button key={one.label} variant="default" size="compact-sm" onClick={() => setDay(one.day)}>
              {one.label}
            </Button>
          ))}
        </Group>
        <TextInput
          type="date"
          label="Until"
          min={earliestDay(now)}
          value={day}
          onChange={({ currentTarget }) => setDay(currentTarget.value)}
          data-autofocus
        />
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={() => pause(null)}>
            Until I resume it
          </Button>
          <Button disabled={until === null} onClick={() => pause(until)}>
            Pause until then
          </Button>
        </Group>
      </Stack>
    </Modal>
  )
}
