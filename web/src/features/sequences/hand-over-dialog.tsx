import { Button, Group, Modal, Select, Stack } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { apiQuery, useApiMutation } from '#api/index.ts'
import { LoadingRows } from '#ui/states/index.ts'
import { SEQUENCE_CALLS } from './sequence-calls.ts'
import type { SequenceKind, SequenceSummary } from './types.ts'

type Props = {
  kind: SequenceKind
  sequence: Pick<SequenceSummary, 'id' | 'name' | 'ownerId'>
  isOpen: boolean
  onClose(): void
}

/** Gives a cadence or a journey to another member, who may change it from then on. */
export const HandOverDialog = ({ isOpen, onClose, ...which }: Props) => (
  <Modal opened={isOpen} onClose={onClose} title={`Give “${which.sequence.name}” to somebody else`}>
    <HandOver {...which} onClose={onClose} />
  </Modal>
)

const HandOver = ({ kind, sequence, onClose }: Omit<Props, 'isOpen'>) => {
  const { data } = useQuery(apiQuery('/members'))
  const [ownerId, setOwnerId] = useState<string | null>(sequence.ownerId)
  const give = useApiMutation({
    mutate: (to: string) => SEQUENCE_CALLS[kind].change(sequence.id, { ownerId: to }),
    changes: SEQUENCE_CALLS[kind].paths,
    done: `“${sequence.name}” has another owner.`,
    onDone: onClose,
  })
  if (!data) return <LoadingRows rows={1} />
  return (
    <Stack>
      <Select
        label="Owner"
        description={`He may change the ${kind}. Prospects under way keep their mailboxes.`}
        data={data.items.map(({ userId, name, email }) => ({
          value: userId,
          label: name ? `${name} (${email})` : email,
        }))}
        value={ownerId}
        onChange={setOwnerId}
        allowDeselect={false}
        searchable
      />
      <Group justify="flex-end">
        <Button variant="default" onClick={onClose}>
          Cancel
        </Button>
        <Button
          disabled={ownerId === null || ownerId === sequence.ownerId}
          loading={give.isPending}
          onClick={() => ownerId !== null && give.mutate(ownerId)}
        >
          Give it
        </Button>
      </Group>
    </Stack>
  )
}
