import { Button, Group, Modal, Select, Stack } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { api, apiQuery, useApiMutation } from '#api/index.ts'
import { LoadingRows } from '#ui/states/index.ts'
import { CADENCE_PATHS } from './use-cadence-actions.ts'

type Props = { cadence: { id: string; name: string; ownerId: string }; isOpen: boolean; onClose(): void }

/** Gives a cadence to another member, who may change it from then on. */
export const HandOverDialog = ({ cadence, isOpen, onClose }: Props) => (
  <Modal opened={isOpen} onClose={onClose} title={`Give “${cadence.name}” to somebody else`}>
    <HandOver cadence={cadence} onClose={onClose} />
  </Modal>
)

const HandOver = ({ cadence, onClose }: Omit<Props, 'isOpen'>) => {
  const { data } = useQuery(apiQuery('/members'))
  const [ownerId, setOwnerId] = useState<string | null>(cadence.ownerId)
  const give = useApiMutation({
    mutate: (to: string) =>
      api.patch('/cadences/{id}', { params: { path: { id: cadence.id } }, body: { ownerId: to } }),
    changes: CADENCE_PATHS,
    done: `“${cadence.name}” has another owner.`,
    onDone: onClose,
  })
  if (!data) return <LoadingRows rows={1} />
  return (
    <Stack>
      <Select
        label="Owner"
        description="He may change the cadence. Prospects under way keep their mailboxes."
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
          disabled={ownerId === null || ownerId === cadence.ownerId}
          loading={give.isPending}
          onClick={() => ownerId !== null && give.mutate(ownerId)}
        >
          Give it
        </Button>
      </Group>
    </Stack>
  )
}
