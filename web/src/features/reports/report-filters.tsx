import { Group, Select } from '@mantine/core'
import { DatePickerInput } from '@mantine/dates'
import '@mantine/dates/styles.css'
import type { ReactNode } from 'react'
import { PRESET_LABELS, PRESETS } from './report-range.ts'
import { useReport } from './use-report.ts'

/** Which days, and whatever else a report can be narrowed by. */
export const ReportFilters = ({ children }: { children?: ReactNode }) => {
  const { preset, search, change } = useReport()
  return (
    <Group gap="sm" mb="lg">
      {children}
      <Select
        aria-label="Days"
        allowDeselect={false}
        w={{ base: '100%', xs: 170 }}
        data={[
          ...PRESETS.map((value) => ({ value, label: PRESET_LABELS[value] })),
          { value: 'days', label: 'Chosen days' },
        ]}
        value={preset ?? 'days'}
        onChange={(value) => {
          const chosen = PRESETS.find((one) => one === value)
          if (chosen) change({ range: chosen, from: undefined, to: undefined })
        }}
      />
      <DatePickerInput
        type="range"
        placeholder="Choose days"
        clearable
        allowSingleDateInRange
        valueFormat="D MMM YYYY"
        w={{ base: '100%', xs: 250 }}
        value={[search.from ?? null, search.to ?? null]}
        onChange={([from, to]) => change({ range: undefined, from: from ?? undefined, to: to ?? undefined })}
      />
    </Group>
  )
}
