import { Alert, Button, Group, SegmentedControl, Text } from '@mantine/core'
import { IconArchive, IconLock, IconPencil, IconPlayerPause } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useApiMutation } from '#api/index.ts'
import { confirm } from '#ui/confirm.ts'
import { SEQUENCE_CALLS } from './sequence-calls.ts'
import type { Sequence, SequenceKind } from './types.ts'
import { useSequenceActions } from './use-sequence-actions.ts'

type Props = {
  kind: SequenceKind
  sequence: Sequence
  /** Saves what is not saved yet. */
  store: { flush(): Promise<void> }
  mayChange: boolean
  /** Which of two versions is looked at; absent: the draft. */
  view: 'published' | undefined
  onView(view: 'published' | undefined): void
}

/** What is to be known before a cadence or a journey is read or edited: why it rests, who may change it, and what is not published. */
export const SequenceNotices = (props: Props) => {
  const { kind, sequence, mayChange } = props
  const { state, pauseReason, draft, published } = sequence
  const { restore } = useSequenceActions(kind)
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
              onClick={() => restore.mutate(sequence)}
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
      {mayChange && draft !== null && published !== null && <Unpublished {...props} />}
    </>
  )
}

const Notice = (props: { icon: ReactNode; color: string; title: string; children: ReactNode }) => (
  <Alert mb="md" variant="light" {...props} />
)

/** There are two versions: the one that runs and the one that is edited. */
const Unpublished = ({ kind, sequence: { id, name, version }, store, view, onView }: Props) => {
  const discard = useApiMutation({
    mutate: async () => {
      await store.flush()
      return SEQUENCE_CALLS[kind].discardDraft(id)
    },
    changes: SEQUENCE_CALLS[kind].paths,
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
            value={view ?? 'draft'}
            onChange={(next) => onView(next === 'published' ? next : undefined)}
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
