import { Alert, Button, Group, List, Modal, Stack, Text, Title } from '@mantine/core'
import { IconUsers } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { type AnswerOf, api, apiQuery, useApiMutation } from '#api/index.ts'
import { FindingList, type ShownFinding } from '#features/mail-editor/index.ts'
import { SEQUENCE_CALLS } from '#features/sequences/sequence-calls.ts'
import { countOf } from '#ui/numbers.ts'
import { FailedState, LoadingRows } from '#ui/states/index.ts'
import { sentence } from './editor/mistakes.ts'
import { placeWords } from './editor/place-words.ts'
import type { Cadence } from './types.ts'

type Props = { cadence: Cadence; isOpen: boolean; onClose(): void }

/** What publishing means: what keeps it back, what is better changed, and what changes for those under way. */
export const PublishDialog = ({ cadence, isOpen, onClose }: Props) => (
  <Modal
    opened={isOpen}
    onClose={onClose}
    size="lg"
    title={cadence.version === 0 ? `Publish “${cadence.name}”` : `Publish the changes of “${cadence.name}”`}
  >
    <Publish cadence={cadence} onClose={onClose} />
  </Modal>
)

const Publish = ({ cadence, onClose }: Omit<Props, 'isOpen'>) => {
  const { id, version } = cadence
  const which = { params: { path: { id } } }
  const checks = useQuery({ ...apiQuery('/cadences/{id}/checks', which), staleTime: 0 })
  const changes = useQuery({
    ...apiQuery('/cadences/{id}/changes', which),
    staleTime: 0,
    enabled: version > 0,
  })
  const counts = useQuery({ ...apiQuery('/cadences/{id}/counts', which), enabled: version > 0 })
  const publish = useApiMutation({
    mutate: () => api.post('/cadences/{id}/publish', which),
    changes: SEQUENCE_CALLS.cadence.paths,
    done: ({ name, state }) =>
      state === 'paused' ? `“${name}” is published, and stays paused.` : `“${name}” is live.`,
    onDone: onClose,
  })
  if (checks.isPending || (version > 0 && changes.isPending)) return <LoadingRows rows={3} />
  if (!checks.data) return <FailedState isSmall error={checks.error} onRetry={() => void checks.refetch()} />
  const { mistakes, findings } = checks.data
  const place = (path: string) => placeWords(path, cadence.draft ?? cadence.published)
  const shown: ShownFinding[] =
    mistakes.length > 0
      ? mistakes.map(({ path, message }) => ({
          severity: 'mistake',
          about: place(path),
          message: sentence(message),
        }))
      : findings
          .filter(({ severity }) => severity === 'warning')
          .map(({ path, severity, message }) => ({ severity, about: place(path), message }))
  const underWay = counts.data?.counts.find(({ status }) => status === 'in_cadence')?.prospects ?? 0
  return (
    <Stack>
      {mistakes.length > 0 ? (
        <div>
          <Title order={3} mb="xs">
            Mend this first
          </Title>
          <FindingList findings={shown} none="" />
        </div>
      ) : (
        <>
          {version === 0 ? (
            <Text size="sm">
              Then prospects can be started in it. Nothing leaves by publishing alone; later changes are
              drafts until you publish them, too.
            </Text>
          ) : (
            <Changes changes={changes.data?.changes ?? []} underWay={underWay} />
          )}
          {shown.length > 0 && (
            <div>
              <Title order={3} mb="xs">
                Better changed, and may be left
              </Title>
              <FindingList findings={shown} none="" />
            </div>
          )}
        </>
      )}
      <Group justify="flex-end">
        <Button variant="default" onClick={onClose}>
          {mistakes.length > 0 ? 'Close' : 'Not yet'}
        </Button>
        {mistakes.length === 0 && (
          <Button data-autofocus loading={publish.isPending} onClick={() => publish.mutate()}>
            Publish
          </Button>
        )}
      </Group>
    </Stack>
  )
}

type Change = AnswerOf<'get', '/cadences/{id}/changes'>['changes'][number]

const Changes = ({ changes, underWay }: { changes: readonly Change[]; underWay: number }) => (
  <div>
    <Title order={3} mb="xs">
      What changes
    </Title>
    {changes.length === 0 ? (
      <Text size="sm" c="dimmed">
        Nothing that prospects notice.
      </Text>
    ) : (
      <List size="sm" spacing="xs">
        {changes.map(({ text, effect }) => (
          <List.Item key={text}>
            {text}
            {effect !== null && underWay > 0 && (
              <Text size="xs" c="dimmed">
                {effect}
              </Text>
            )}
          </List.Item>
        ))}
      </List>
    )}
    {underWay > 0 && (
      <Alert mt="md" variant="light" color="gray" icon={<IconUsers size={18} />}>
        {countOf(underWay, 'prospect is', 'prospects are')} under way. Whoever has had a step never gets it
        again.
      </Alert>
    )}
  </div>
)
