import { Group, SegmentedControl, Select } from '@mantine/core'
import { SearchInput } from '#ui/search-input.tsx'
import { readSequencesSearch, type SequencesSearch } from './sequences-search.ts'

type Props = { label: string; search: SequencesSearch; onSearch(search: SequencesSearch): void }

/** Narrows a list of cadences or journeys. */
export const SequenceFilters = ({ label, search, onSearch }: Props) => {
  const change = (next: Record<string, unknown>) => onSearch(readSequencesSearch({ ...search, ...next }))
  return (
    <Group mb="md" gap="sm">
      <SearchInput
        w={{ base: '100%', xs: 260 }}
        label={label}
        value={search.q ?? ''}
        onSearch={(q) => change({ q })}
      />
      <Select
        w={150}
        aria-label="State"
        allowDeselect={false}
        value={search.state ?? 'active'}
        onChange={(state) => change({ state })}
        data={[
          { value: 'active', label: 'In use' },
          { value: 'live', label: 'Running' },
          { value: 'paused', label: 'Paused' },
          { value: 'draft', label: 'Drafts' },
          { value: 'archived', label: 'Archived' },
          { value: 'all', label: 'All' },
        ]}
      />
      <SegmentedControl
        aria-label="Whose"
        value={search.owner ?? 'all'}
        onChange={(owner) => change({ owner })}
        data={[
          { value: 'all', label: 'Everybody’s' },
          { value: 'me', label: 'Mine' },
        ]}
      />
    </Group>
  )
}
