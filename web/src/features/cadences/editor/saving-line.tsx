import { Alert, Button, Group, Loader, Text } from '@mantine/core'
import { IconAlertTriangle, IconCheck } from '@tabler/icons-react'
import { useQueryClient } from '@tanstack/react-query'
import { ApiError, sentenceOf } from '#api/index.ts'
import type { Saving } from './draft-store.ts'
import { cadenceQuery, useSaving } from './use-draft.ts'

/** Whether the draft is safe, in a word. */
export const SavingLine = () => {
  const { saving } = useSaving()
  return (
    <Group gap={6} wrap="nowrap" role="status" miw={72}>
      <Sign saving={saving} />
    </Group>
  )
}

const Sign = ({ saving }: { saving: Saving }) => {
  if (saving.state === 'failed')
    return (
      <Text size="sm" c="var(--mantine-color-error)">
        Not saved
      </Text>
    )
  const isSaved = saving.state === 'saved'
  return (
    <>
      {isSaved ? <IconCheck size={14} aria-hidden /> : <Loader size={14} aria-hidden />}
      <Text size="sm" c="dimmed">
        {isSaved ? 'Saved' : 'Saving'}
      </Text>
    </>
  )
}

/** What to do about a draft that could not be saved. */
export const SavingFailed = ({ cadenceId }: { cadenceId: string }) => {
  const { store, saving } = useSaving()
  const queries = useQueryClient()
  if (saving.state !== 'failed') return null
  const { error } = saving
  const isChanged = error instanceof ApiError && error.field === 'basedOn'
  const takeTheirs = async () =>
    store.takeTheirs(await queries.fetchQuery({ ...cadenceQuery(cadenceId), staleTime: 0 }))
  return (
    <Alert
      mb="md"
      color={isChanged ? 'yellow' : 'red'}
      icon={<IconAlertTriangle size={18} />}
      title={isChanged ? 'Somebody else has changed this cadence' : 'Your last changes are not saved'}
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
