import { Button, Group, Modal, Select, Stack } from '@mantine/core'
import { useState } from 'react'
import { type PathOf, useApiMutation } from '#api/index.ts'
import type { Label, LabelActions } from './label-columns.tsx'

type Props = {
  label: Label
  merges: NonNullable<LabelActions['merges']>
  changes: readonly PathOf<'get'>[]
  onClose(): void
}

/** Asks into which other tag. */
export const MergeDialog = ({ label, merges, changes, onClose }: Props) => {
  const [into, setInto] = useState<string | null>(null)
  const merge = useApiMutation({
    mutate: (intoId: string) => merges.onMerge(label.id, intoId),
    changes,
    done: `Whoever had ${label.name} has the other tag now.`,
    onDone: onClose,
  })
  return (
    <Modal opened onClose={onClose} title={`Merge ${label.name} into another tag`}>
      <Stack>
        <Select
          label="The tag that stays"
          description={`Whoever has ${label.name} gets it, and ${label.name} is gone. This cannot be undone.`}
          data={merges.others
            .filter(({ id }) => id !== label.id)
            .map(({ id, name }) => ({ value: id, label: name }))}
          value={into}
          onChange={setInto}
          searchable
          data-autofocus
        />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button
            disabled={into === null}
            loading={merge.isPending}
            onClick={() => into !== null && merge.mutate(into)}
          >
            Merge
          </Button>
        </Group>
      </Stack>
    </Modal>
  )
}
