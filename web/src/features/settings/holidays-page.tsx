import { Button, Text } from '@mantine/core'
import { IconCalendarOff, IconPlus } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { apiQuery, type ItemOf } from '#api/index.ts'
import { useHasRole } from '#app/session.ts'
import { type Column, DataTable } from '#ui/data-table/index.ts'
import { countOf } from '#ui/numbers.ts'
import { PageHeader } from '#ui/page-header.tsx'
import { EmptyState } from '#ui/states/index.ts'
import { COUNTRIES } from './countries.ts'
import { CalendarDialog } from './holidays/calendar-dialog.tsx'

type Calendar = ItemOf<'/holiday-calendars'>

const placeOf = (country: string | null): string =>
  country === null ? '' : (COUNTRIES.find(({ value }) => value === country)?.label ?? country)

const COLUMNS: Column<Calendar>[] = [
  {
    key: 'name',
    header: 'Calendar',
    render: ({ name }) => (
      <Text size="sm" fw={500} truncate>
        {name}
      </Text>
    ),
  },
  {
    key: 'country',
    header: 'Public holidays of',
    render: ({ country }) =>
      placeOf(country) || (
        <Text span size="sm" c="dimmed">
          No country
        </Text>
      ),
  },
  {
    key: 'days',
    header: 'Own days',
    width: 116,
    isNumber: true,
    render: ({ days }) => days.length,
  },
]

/** Calendars that cadences and journeys name; nothing of them leaves on these days. */
export const HolidaysPage = () => {
  const isManager = useHasRole('admin', 'manager')
  const calendars = useQuery(apiQuery('/holiday-calendars'))
  const [open, setOpen] = useState<Calendar | 'new' | null>(null)
  const add = isManager && (
    <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setOpen('new')}>
      New calendar
    </Button>
  )
  const count = calendars.data?.items.length ?? 0
  return (
    <>
      <PageHeader
        title="Holidays"
        about={
          count > 0 ? `${countOf(count, 'calendar')}, which cadences and journeys choose from.` : undefined
        }
        actions={add}
      />
      <DataTable
        label="Holiday calendars"
        columns={COLUMNS}
        rows={calendars.data?.items ?? []}
        keyOf={({ id }) => id}
        loading={calendars}
        {...(isManager && { onOpen: (calendar: Calendar) => setOpen(calendar) })}
        empty={
          <EmptyState
            icon={IconCalendarOff}
            title="No calendars"
            text="A calendar has the public holidays of a country and days of your own. Cadences that name it send nothing on them."
            action={add}
          />
        }
      />
      {open !== null && (
        <CalendarDialog calendar={open === 'new' ? null : open} onClose={() => setOpen(null)} />
      )}
    </>
  )
}
