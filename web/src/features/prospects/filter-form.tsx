import { Button, Group, MultiSelect, Select, Stack } from '@mantine/core'
import { DateInput } from '@mantine/dates'
import { ConditionForm } from './condition-form.tsx'
import { beginningOf, dayOf, endOf, lastDayBefore, SPANS, type Span } from './filter-days.ts'
import {
  type ProspectsSearch,
  readProspectsSearch,
  type SearchChange,
  STANDINGS,
} from './prospects-search.ts'
import type { Choice, Choices } from './use-choices.ts'

type Props = {
  search: ProspectsSearch
  choices: Choices
  /** Of the cadence or journey that is chosen. */
  steps: readonly Choice[]
  onChange(change: SearchChange): void
  onClose(): void
}

/** All that prospects can be narrowed by; each choice counts at once. */
export const FilterForm = ({ search, choices, steps, onChange, onClose }: Props) => (
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
    {search.sequenceId && (
      <Select
        label="At the step"
        placeholder="Any"
        clearable
        searchable
        nothingFoundMessage="No such step"
        comboboxProps={{ withinPortal: false }}
        data={steps}
        value={search.stepId ?? null}
        onChange={(stepId) => onChange({ stepId: stepId ?? undefined })}
      />
    )}
    {SPAN_NAMES.map((span) => (
      <SpanOfDays key={span} span={span} search={search} onChange={onChange} />
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

const SPAN_NAMES: readonly Span[] = ['created', 'contacted', 'updated']

/** Between which days something was, the first and the last included; either may be left open. */
const SpanOfDays = ({ span, search, onChange }: Pick<Props, 'search' | 'onChange'> & { span: Span }) => {
  const first = dayOf(search[`${span}From`])
  const last = lastDayBefore(search[`${span}Before`])
  const common = {
    clearable: true,
    placeholder: 'Any day',
    valueFormat: 'D MMM YYYY',
    popoverProps: { withinPortal: false },
  }
  return (
    <Group gap="xs" grow>
      <DateInput
        {...common}
        label={`${SPANS[span]} from`}
        clearButtonProps={{ 'aria-label': `Clear ${SPANS[span].toLowerCase()} from` }}
        {...(last && { maxDate: last })}
        value={first}
        onChange={(day) => onChange({ [`${span}From`]: day ? beginningOf(day) : undefined })}
      />
      <DateInput
        {...common}
        label="Until"
        aria-label={`${SPANS[span]} until`}
        clearButtonProps={{ 'aria-label': `Clear ${SPANS[span].toLowerCase()} until` }}
        {...(first && { minDate: first })}
        value={last}
        onChange={(day) => onChange({ [`${span}Before`]: day ? endOf(day) : undefined })}
      />
    </Group>
  )
}
