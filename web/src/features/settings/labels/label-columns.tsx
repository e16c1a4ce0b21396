import { Text } from '@mantine/core'
import type { PathOf } from '#api/index.ts'
import type { Column } from '#ui/data-table/index.ts'
import { LabelMenu } from './label-menu.tsx'

export type Label = { id: string; name: string }

export type LabelActions = {
  of: 'list' | 'tag'
  mayChange(label: Label): boolean
  onRename(id: string, name: string): Promise<unknown>
  onDelete(label: Label): void
  /** What deleting does, in a sentence. */
  deleting: string
  changes: readonly PathOf<'get'>[]
  /** Null: this kind is not merged. */
  merges: { others: readonly Label[]; onMerge(id: string, intoId: string): Promise<unknown> } | null
}

export const labelColumns = (actions: LabelActions): Column<Label>[] => [
  {
    key: 'name',
    header: 'Name',
    render: ({ name }) => (
      <Text size="sm" fw={500} truncate>
        {name}
      </Text>
    ),
  },
  {
    key: 'more',
    header: '',
    label: 'Actions',
    width: 76,
    render: (label) => actions.mayChange(label) && <LabelMenu label={label} actions={actions} />,
  },
]
