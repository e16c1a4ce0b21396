import { Alert, Button, Group, Loader, Text } from '@mantine/core'
import { IconAlertTriangle, IconCheck } from '@tabler/icons-react'
import { useQueryClient } from '@tanstack/react-query'
import { ApiError, sentenceOf } from '#api/index.ts'
import type { JourneyStore } from './journey-store.ts'
import { journeyQuery, useEditing } from './use-journey-store.ts'

/** Whether the draft is safe, in a word. */
export const SavingLine = ({ store }: { store: JourneyStore }) => {
  const { state } = useEditing(store).saving
  if (state === 'failed')
    return (
      <Text size="sm" c="var(--mantine-color-error)" role="status">
        Not saved
      </Text>
    )
  const isSaved = state === 'saved'
  return (
    <Group gap={6} wrap="nowrap" role="status" miw={72}>
      {isSaved ? <IconCheck size={14} aria-hidden /> : <Loader size={14} aria-hidden />}
      <Text size="sm" c="dimmed">
        {isSaved ? 'Saved' : 'Saving'}
      </Text>
    </Group>
  )
}

/** What to do about a draft that could not be saved. */
export const SavingFailed = ({ store, journeyId }: { store: JourneyStore; journeyId: string }) => {
  const { saving } = useEditing(store)
  const queries = useQueryClient()
  if (saving.state !== 'failed') return null
  const { error } = saving
  const isChanged = error instanceof ApiError && error.field === 'basedOn'
  const takeTheirs = async () =>
    store.take(await queries.fetchQuery({ ...journeyQuery(journeyId), staleTime: 0 }), { evenIfEdited: true })
  return (
    <Alert
      mb="md"
      color={isChanged ? 'orange' : 'red'}
      icon={<IconAlertTriangle size={18} />}
      title={isChanged ? 'Somebody else has changed this journey' : 'Your last changes are not saved'}
    >
      {sentenceOf(error)}
      <Group mt="sm" gap="xs">
        {isChanged ? (
          <>
            <Button size="xs" variant="default" onClick={() => void takeTheirs()}>
              Show theirs
            </Button>
            <Button size="xs" variant="default" onClick={() => void store.overwrite()}>
              Keep mine
            </Button>
          </>
        ) : (
          <Button size="xs" variant="default" onClick={() => void store.flush()}>
            Try again
          </Button>
        )}
      </Group>
    </Alert>
  )
}
