import { Modal, Select, Stack } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { apiQuery } from '#api/index.ts'
import { StartForm } from './start-form.tsx'
import type { SequenceRef } from './types.ts'

type Props = { opened: boolean; onClose(): void; sequence: SequenceRef }

/** Starts everybody in a list that is chosen here. */
export const StartListDialog = ({ opened, onClose, sequence }: Props) => (
  <Modal opened={opened} onClose={onClose} title="Start a list" size="xl">
    <ListForm sequence={sequence} onClose={onClose} />
  </Modal>
)

const ListForm = ({ sequence, onClose }: Omit<Props, 'opened'>) => {
  const [listId, setListId] = useState<string | null>(null)
  const { data, error } = useQuery(apiQuery('/lists', {}))
  return (
    <Stack gap="lg">
      <Select
        label="List"
        placeholder="Choose a list of prospects"
        searchable
        data-autofocus
        nothingFoundMessage="No list has this in its name"
        error={error ? 'The lists could not be loaded; close this and try again.' : null}
        data={(data?.items ?? []).map(({ id, name }) => ({ value: id, label: name }))}
        value={listId}
        onChange={setListId}
      />
      {listId !== null && (
        <StartForm key={listId} prospects={{ listId }} sequence={sequence} onClose={onClose} />
      )}
    </Stack>
  )
}
