import { Button, CloseButton, Group, Pill, Popover, Select, Stack } from '@mantine/core'
import { IconFilter } from '@tabler/icons-react'
import { lazy, Suspense, useState } from 'react'
import { PROSPECT_STATUSES } from '#ui/badges/index.ts'
import { SearchInput } from '#ui/search-input.tsx'
import { LoadingRows } from '#ui/states/index.ts'
import { chipsOf, NOTHING } from './filter-chips.ts'
import classes from './prospects.module.css'
import { type ProspectsSearch, readProspectsSearch, type SearchChange } from './prospects-search.ts'
import type { Choices } from './use-choices.ts'
import { useSteps } from './use-steps.ts'

/** Its calendars are dear; few open it. */
const FilterForm = lazy(async () => ({ default: (await import('./filter-form.tsx')).FilterForm }))

type Props = { search: ProspectsSearch; choices: Choices; onChange(change: SearchChange): void }

/** Narrows the table: words, status, and everything else behind one button; what is set stands below as chips. */
export const FilterBar = ({ search, choices, onChange }: Props) => {
  const [isOpen, setOpen] = useState(false)
  const steps = useSteps(search.sequenceId)
  const chips = chipsOf(search, { ...choices, steps })
  return (
    <Stack gap="xs" mb="md">
      <Group gap="xs">
        <SearchInput
          label="Search prospects"
          value={search.search ?? ''}
          onSearch={(text) => onChange({ search: text === '' ? undefined : text })}
          flex={1}
          miw={160}
          maw={360}
        />
        <Select
          aria-label="Status"
          placeholder="Any status"
          clearable
          w={{ base: 150, sm: 170 }}
          data={Object.entries(PROSPECT_STATUSES).map(([value, { label }]) => ({ value, label }))}
          value={search.status ?? null}
          onChange={(status) => onChange({ status: readProspectsSearch({ status }).status })}
        />
        <Popover
          opened={isOpen}
          onChange={setOpen}
          position="bottom-start"
          width={340}
          shadow="md"
          trapFocus
          returnFocus
          withinPortal
        >
          <Popover.Target>
            <Button
              variant="default"
              leftSection={<IconFilter size={16} stroke={1.75} aria-hidden />}
              onClick={() => setOpen(!isOpen)}
            >
              Filter
            </Button>
          </Popover.Target>
          <Popover.Dropdown>
            <Suspense fallback={<LoadingRows rows={4} />}>
              <FilterForm
                search={search}
                choices={choices}
                steps={steps}
                onChange={onChange}
                onClose={() => setOpen(false)}
              />
            </Suspense>
          </Popover.Dropdown>
        </Popover>
      </Group>
      {chips.length > 0 && (
        <Group gap={6} role="group" aria-label="What is shown">
          {chips.map(({ key, text, remove }) => (
            <Pill key={key} size="md" className={classes.chip}>
              {text}
              <CloseButton
                size={18}
                ml={4}
                mr={-6}
                iconSize={12}
                radius="xl"
                aria-label={`Remove ${text}`}
                onClick={() => onChange(remove)}
              />
            </Pill>
          ))}
          <Button size="compact-sm" variant="subtle" onClick={() => onChange(NOTHING)}>
            Show all
          </Button>
        </Group>
      )}
    </Stack>
  )
}
