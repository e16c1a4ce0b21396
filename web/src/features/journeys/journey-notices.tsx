import { Alert, Button, Group, SegmentedControl, Text } from '@mantine/core'
import { IconArchive, IconLock, IconPencil, IconPlayerPause } from '@tabler/icons-react'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { confirm } from '#ui/confirm.ts'
import { readJourneySearch } from './journeys-search.ts'
import type { Journey } from './types.ts'
import { useJourneyActions } from './use-journey-actions.ts'

type Props = { journey: Journey; mayChange: boolean }

/** What is to be known before a journey is read or edited: why it rests, who may change it, and what is not published. */
export const JourneyNotices = ({ journey, mayChange }: Props) => {
  const { state, pauseReason, draft, published } = journey
  if (state === 'archived')
    return (
      <Alert mb="md" color="gray" icon={<IconArchive size={18} />} title="It is archived">
        Nothing of it leaves, and nobody can be started in it. It can be restored from the menu.
      </Alert>
    )
  return (
    <>
      {state === 'paused' && (
        <Alert mb="md" color="orange" icon={<IconPlayerPause size={18} />} title="It is paused">
          {pauseReason ? `${pauseReason.charAt(0).toUpperCase()}${pauseReason.slice(1)}. ` : ''}
          Nothing leaves until it is resumed; prospects keep their places.
        </Alert>
      )}
      {!mayChange && (
        <Alert mb="md" color="gray" icon={<IconLock size={18} />} title="It is shared with you">
          You can start your prospects in it. Its owner, managers and admins can change it.
        </Alert>
      )}
      {mayChange && draft !== null && published !== null && <Unpublished journey={journey} />}
    </>
  )
}

/** There are two versions: the one that runs and the one that is edited. */
const Unpublished = ({ journey }: { journey: Journey }) => {
  const search = useSearch({ from: '/app/journeys/$journeyId' })
  const navigate = useNavigate({ from: '/journeys/$journeyId' })
  const { discard } = useJourneyActions()
  return (
    <Alert mb="md" icon={<IconPencil size={18} />} title="You edit a draft">
      <Group justify="space-between" gap="sm">
        <Text size="sm" flex="1 1 260px">
          What runs is version {journey.version}. Prospects notice nothing of your changes before you publish
          them.
        </Text>
        <Group gap="xs">
          <SegmentedControl
            size="xs"
            aria-label="Which version is shown"
            value={search.view ?? 'draft'}
            onChange={(view) =>
              void navigate({ search: readJourneySearch({ ...search, view }), replace: true })
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
                text: `“${journey.name}” goes on as it is published. What was edited since cannot be brought back.`,
                confirm: 'Throw it away',
                isDestructive: true,
                onConfirm: () => discard.mutate(journey),
              })
            }
          >
            Discard
          </Button>
        </Group>
      </Group>
    </Alert>
  )
}
