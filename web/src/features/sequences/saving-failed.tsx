import { Alert, Button, Group } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import { ApiError, sentenceOf } from '#api/index.ts'
import type { Saving } from './saving.ts'

type Props = {
  saving: Saving
  noun: 'cadence' | 'journey'
  onTheirs(): Promise<void>
  onMine(): Promise<void>
  onRetry(): Promise<void>
}

/** What to do about a draft that could not be saved. */
export const SavingFailed = ({ saving, noun, onTheirs, onMine, onRetry }: Props) => {
  if (saving.state !== 'failed') return null
  const { error } = saving
  const isChanged = error instanceof ApiError && error.field === 'basedOn'
  return (
    <Alert
      mb="md"
      color={isChanged ? 'orange' : 'red'}
      icon={<IconAlertTriangle size={18} />}
      title={isChanged ? `Somebody else has changed this ${noun}` : 'Your last changes are not saved'}
    >
      {sentenceOf(error)}
      <Group mt="sm" gap="xs">
        {isChanged ? (
          <>
            <Button size="xs" variant="default" onClick={() => void onTheirs()}>
              Show theirs
            </Button>
            <Button size="xs" variant="default" onClick={() => void onMine()}>
              Keep mine
            </Button>
          </>
        ) : (
          <Button size="xs" variant="default" onClick={() => void onRetry()}>
            Try again
          </Button>
        )}
      </Group>
    </Alert>
  )
}
