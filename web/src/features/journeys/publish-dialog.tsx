import { Button, Group, List, Modal, Stack, Text, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { api, apiQuery, useApiMutation } from '#api/index.ts'
import { SEQUENCE_CALLS } from '#features/sequences/sequence-calls.ts'
import { countOf } from '#ui/numbers.ts'
import { FailedState, LoadingRows } from '#ui/states/index.ts'
import { sentence } from './editor/problems-of.ts'
import type { Journey } from './types.ts'

type Props = { journey: Journey; isOpen: boolean; onClose(): void }

/** What publishing means, or what keeps it back. */
export const PublishDialog = ({ journey, isOpen, onClose }: Props) => (
  <Modal opened={isOpen} onClose={onClose} size="lg" title={`Publish “${journey.name}”`}>
    <Publish journey={journey} onClose={onClose} />
  </Modal>
)

const Publish = ({ journey, onClose }: Omit<Props, 'isOpen'>) => {
  const { id, version } = journey
  const which = { params: { path: { id } } }
  const checked = useQuery({ ...apiQuery('/journeys/{id}/problems', which), staleTime: 0 })
  const counts = useQuery({ ...apiQuery('/journeys/{id}/counts', which), enabled: version > 0 })
  const publish = useApiMutation({
    mutate: () => api.post('/journeys/{id}/publish', which),
    changes: SEQUENCE_CALLS.journey.paths,
    done: ({ name, state }) =>
      state === 'paused' ? `“${name}” is published, and stays paused.` : `“${name}” is running.`,
    onDone: onClose,
  })
  if (checked.isFetching) return <LoadingRows rows={3} />
  if (!checked.data)
    return <FailedState isSmall error={checked.error} onRetry={() => void checked.refetch()} />
  const { problems } = checked.data
  const underWay = counts.data?.counts.find(({ status }) => status === 'in_cadence')?.prospects ?? 0
  return (
    <Stack>
      {problems.length > 0 ? (
        <div>
          <Title order={3} mb="xs">
            Mend this first
          </Title>
          <List size="sm" spacing="xs">
            {problems.map(({ path, message }) => (
              <List.Item key={`${path} ${message}`}>{sentence(message)}</List.Item>
            ))}
          </List>
        </div>
      ) : version === 0 ? (
        <Text size="sm">
          Then prospects can be started in it. Nothing leaves by publishing alone; later changes are drafts
          until you publish them, too.
        </Text>
      ) : (
        <Text size="sm">
          {underWay > 0
            ? `${countOf(underWay, 'prospect')} under way ${underWay === 1 ? 'goes' : 'go'} on from the node where he stands. Whoever stands at a node that is gone is held and listed until it is back or he is stopped.`
            : 'Nobody is under way, so nobody notices.'}
        </Text>
      )}
      <Group justify="flex-end">
        <Button variant="default" onClick={onClose}>
          {problems.length > 0 ? 'Close' : 'Not yet'}
        </Button>
        {problems.length === 0 && (
          <Button data-autofocus loading={publish.isPending} onClick={() => publish.mutate()}>
            Publish
          </Button>
        )}
      </Group>
    </Stack>
  )
}
