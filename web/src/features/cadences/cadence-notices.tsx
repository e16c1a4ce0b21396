import { Alert, Button, Group, SegmentedControl, Text } from '@mantine/core'
import { IconArchive, IconLock, IconPencil, IconPlayerPause } from '@tabler/icons-react'
import { useNavigate, useSearch } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { api, useApiMutation } from '#api/index.ts'
import { confirm } from '#ui/confirm.ts'
import { readCadenceSearch } from './cadences-search.ts'
import { useSaving } from './editor/use-draft.ts'
import type { Cadence } from './types.ts'
import { CADENCE_PATHS, useCadenceActions } from './use-cadence-actions.ts'

type Props = { cadence: Cadence; mayChange: boolean }

/** What is to be known before a cadence is read or edited: why it rests, who may change it, and what is not published. */
export const CadenceNotices = ({ cadence, mayChange }: Props) => {
  const { state, pauseReason, draft, published } = cadence
  const { restore } = useCadenceActions()
  if (state === 'archived')
    return (
      <Notice icon={<IconArchive size={18} />} color="gray" title="It is archived">
        <Group justify="space-between" gap="sm">
          <Text size="sm">Nothing of it leaves, and nobody can be started in it.</Text>
          {mayChange && (
            <Button
              size="xs"
              variant="default"
              loading={restore.isPending}
              onClick={() => restore.mutate(cadence)}
            >
              Restore
            </Button>
          )}
        </Group>
      </Notice>
    )
  return (
    <>
      {state === 'paused' && (
        <Notice icon={<IconPlayerPause size={18} />} color="orange" title="It is paused">
          <Text size="sm">
            {pauseReason ? `${pauseReason.charAt(0).toUpperCase()}${pauseReason.slice(1)}. ` : ''}
            Nothing leaves until it is resumed; prospects keep their places.
          </Text>
        </Notice>
      )}
      {!mayChange && (
        <Notice icon={<IconLock size={18} />} color="gray" title="It is shared with you">
          <Text size="sm">You can start your prospects in it. To change it, duplicate it from the menu.</Text>
        </Notice>
      )}
      {mayChange && draft !== null && published !== null && <Unpublished cadence={cadence} />}
    </>
  )
}

const Notice = (props: { icon: ReactNode; color: string; title: string; children: ReactNode }) => (
  <Alert mb="md" variant="light" {...props} />
)

/** There are two versions: the one that runs and the one that is edited. */
const Unpublished = ({ cadence: { id, name, version } }: { cadence: Cadence }) => {
  const search = useSearch({ from: '/app/cadences/$cadenceId' })
  const navigate = useNavigate({ from: '/cadences/$cadenceId' })
  const { store } = useSaving()
  const discard = useApiMutation({
    mutate: async () => {
      await store.flush()
      return api.delete('/cadences/{id}/draft', { params: { path: { id } } })
    },
    changes: CADENCE_PATHS,
    done: 'The draft is thrown away.',
  })
  return (
    <Notice icon={<IconPencil size={18} />} color="gray" title="You edit a draft">
      <Group justify="space-between" gap="sm">
        <Text size="sm" flex="1 1 260px">
          What runs is version {version}. Prospects notice nothing of your changes before you publish them.
        </Text>
        <Group gap="xs">
          <SegmentedControl
            size="xs"
            aria-label="Which version is shown"
            value={search.view ?? 'draft'}
            onChange={(view) =>
              void navigate({ search: readCadenceSearch({ ...search, view }), replace: true })
            }
            data={[
              { value: 'draft', label: 'Draft' },
              { value: 'published', label: 'Published' },
            ]}
          />
          <Button
            size="xs"
            variant="default"
            loading={discard.isPending}
            onClick={() =>
              confirm({
                title: 'Throw the draft away?',
                text: `“${name}” goes on as it is published. What was edited since cannot be brought back.`,
                confirm: 'Throw it away',
                isDestructive: true,
                onConfirm: () => discard.mutate(),
              })
            }
          >
            Discard
          </Button>
        </Group>
      </Group>
    </Notice>
  )
}
