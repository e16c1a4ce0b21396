import { Button, Group, Text } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { newKey } from '#api/new-key.ts'

const SHOWN_MILLISECONDS = 10_000

/** Says what was done, with the button that undoes it. */
export const offerUndo = ({ message, onUndo }: { message: string; onUndo(): void }): void => {
  const id = newKey()
  const undo = () => {
    notifications.hide(id)
    onUndo()
  }
  notifications.show({
    id,
    autoClose: SHOWN_MILLISECONDS,
    message: (
      <Group justify="space-between" wrap="nowrap">
        <Text size="sm">{message}</Text>
        <Button size="compact-sm" variant="default" flex="none" onClick={undo}>
          Undo
        </Button>
      </Group>
    ),
  })
}
