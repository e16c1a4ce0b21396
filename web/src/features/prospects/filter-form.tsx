import { Button, Group, MultiSelect, Select, Stack } from '@mantine/core'
import { DateInput } from '@mantine/dates'
import { ConditionForm } from './condition-form.tsx'
import {
  type ProspectsSearch,
  readProspectsSearch,
  type SearchChange,
  STANDINGS,
} from './prospects-search.ts'
import type { Choices } from './use-choices.ts'

type Props = {
  search: ProspectsSearch
  choices: Choices
  onChange(change: SearchChange): void
  onClose(): void
}

const DATES = [
  ['createdFrom', 'Added since'],
  ['createdBefore', 'Added before'],
  ['contactedFrom', 'Contacted since'],
  ['contactedBefore', 'Contacted before'],
] as const

/** All that prospects can be narrowed by; each choice counts at once. */
export const FilterForm = ({ search, choices, onChange, onClose }: Props) => (
  <Stack gap="sm">
    <Select
      label="List"
      openOnFocus={false}
      placeholder="Any"
      clearable
      searchable
      comboboxProps={{ withinPortal: false }}
      data={choices.lists}
      value={search.listId ?? null}
      onChange={(listId) => onChange({ listId: listId ?? undefined })}
    />
    <MultiSelect
      label="Has all of these tags"
      placeholder={search.tagId ? undefined : 'Any'}
      searchable
      maxValues={10}
      comboboxProps={{ withinPortal: false }}
      data={choices.tags}
      value={search.tagId ?? []}
      onChange={(tagId) => onChange({ tagId })}
    />
    {choices.owners.length > 1 && (
      <Select
        label="Owner"
        placeholder="Anybody"
        clearable
        searchable
        comboboxProps={{ withinPortal: false }}
        data={choices.owners}
        value={search.ownerId ?? null}
        onChange={(ownerId) => onChange({ ownerId: ownerId ?? undefined })}
      />
    )}
    <Group gap="xs" grow>
      <Select
        label="Cadence or journey"
        placeholder="Any"
        clearable
        searchable
        comboboxProps={{ withinPortal: false }}
        data={choices.sequences}
        value={search.sequenceId ?? null}
        onChange={(sequenceId) => onChange({ sequenceId: sequenceId ?? undefined, stepId: undefined })}
      />
      <Select
        label="Standing there"
        placeholder="Any"
        clearable
        comboboxProps={{ withinPortal: false }}
        data={Object.entries(STANDINGS).map(([value, label]) => ({ value, label }))}
        value={search.sequenceState ?? null}
        onChange={(sequenceState) =>
          onChange({ sequenceState: readProspectsSearch({ sequenceState }).sequenceState })
        }
      />
    </Group>
    {[DATES.slice(0, 2), DATES.slice(2)].map((pair) => (
      <Group key={pair[0]?.[0]} gap="xs" grow>
        {pair.map(([name, label]) => (
          <DateInput
            key={name}
            label={label}
            placeholder="Any day"
            clearable
            valueFormat="D MMM YYYY"
            popoverProps={{ withinPortal: false }}
            value={search[name]?.slice(0, 10) ?? null}
            onChange={(day) => onChange({ [name]: day ? `${day}T00:00:00.000Z` : undefined })}
          />
        ))}
      </Group>
    ))}
    <ConditionForm
      customFields={choices.customFields}
      onAdd={(condition) => onChange({ where: [...new Set([...(search.where ?? []), condition])] })}
    />
    <Group justify="flex-end">
      <Button variant="default" onClick={onClose}>
        Close
      </Button>
    </Group>
  </Stack>
)
