import { Group, Loader, Text } from '@mantine/core'
import { IconCheck } from '@tabler/icons-react'
import type { Saving } from './saving.ts'

/** Whether the draft is safe, in a word. */
export const SavingSign = ({ state }: Pick<Saving, 'state'>) => {
  const isSaved = state === 'saved'
  return (
    <Group gap={6} wrap="nowrap" role="status" miw={72}>
      {state === 'failed' ? (
        <Text size="sm" c="var(--mantine-color-error)">
          Not saved
        </Text>
      ) : (
        <>
          {isSaved ? <IconCheck size={14} aria-hidden /> : <Loader size={14} aria-hidden />}
          <Text size="sm" c="dimmed">
            {isSaved ? 'Saved' : 'Saving'}
          </Text>
        </>
      )}
    </Group>
  )
}
