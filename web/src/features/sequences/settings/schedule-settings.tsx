import { Anchor, Group, Input, SegmentedControl, Select, Stack, TagsInput, Text } from '@mantine/core'
import { TimeInput } from '@mantine/dates'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { apiQuery } from '#api/index.ts'
import { Section } from '#ui/section.tsx'
import { ZONES } from '#ui/time/zones.ts'
import { WeekdayChips } from '#ui/weekday-chips.tsx'
import type { Settings } from '../types.ts'
import type { SettingsProps } from './settings-tab.tsx'

/** When mails may go. */
export const ScheduleSettings = ({ settings, onChange, isReadOnly }: SettingsProps) => {
  const { window, days, zone } = settings
  return (
    <Section title="When mails go" about="Mails leave within these hours, on these days.">
      <Stack gap="lg">
        <Group gap="sm" align="flex-start">
          <TimeInput
            label="From"
            w={132}
            value={window.from}
            onChange={(event) => onChange({ window: { ...window, from: event.currentTarget.value } })}
            readOnly={isReadOnly}
          />
          <TimeInput
            label="To"
            w={132}
            value={window.to}
            onChange={(event) => onChange({ window: { ...window, to: event.currentTarget.value } })}
            readOnly={isReadOnly}
          />
          {windowWords(window) !== null && (
            <Text size="sm" c="dimmed" mt={32} flex="1 1 200px">
              {windowWords(window)}
            </Text>
          )}
        </Group>
        <WeekdayChips
          about="Days on which mails go"
          days={days}
          onChange={(chosen) => onChange({ days: chosen })}
          error={days.length === 0 ? 'Choose at least one day.' : undefined}
          isReadOnly={isReadOnly}
        />
        <Input.Wrapper
          label="Time zone"
          labelElement="div"
          description="Whose local time hours and days are in."
          inputWrapperOrder={['label', 'input', 'description']}
        >
          <Stack gap="xs" my={4}>
            <SegmentedControl
              aria-label="Time zone"
              w="fit-content"
              value={zone.of}
              onChange={(of) => onChange({ zone: zoneOf(of, zone) })}
              disabled={isReadOnly}
              data={[
                { value: 'prospect', label: 'Prospect’s' },
                { value: 'mailbox', label: 'Mailbox’s' },
                { value: 'fixed', label: 'One zone' },
              ]}
            />
            {zone.of === 'fixed' && (
              <Select
                aria-label="Zone"
                w={{ base: '100%', xs: 280 }}
                searchable
                allowDeselect={false}
                data={ZONES}
                value={zone.zone}
                onChange={(name) => name !== null && onChange({ zone: { of: 'fixed', zone: name } })}
                readOnly={isReadOnly}
                maxDropdownHeight={260}
                limit={100}
              />
            )}
          </Stack>
        </Input.Wrapper>
        <Holidays settings={settings} onChange={onChange} isReadOnly={isReadOnly} />
      </Stack>
    </Section>
  )
}

const zoneOf = (of: string, before: Settings['zone']): Settings['zone'] => {
  if (of === 'prospect' || of === 'mailbox') return { of }
  return before.of === 'fixed'
    ? before
    : { of: 'fixed', zone: Intl.DateTimeFormat().resolvedOptions().timeZone || 'UTC' }
}

const windowWords = ({ from, to }: Settings['window']): string | null => {
  if (from === to) return 'The whole day.'
  return to < from ? 'Over midnight, into the next day.' : null
}

const Holidays = ({ settings: { holidays }, onChange, isReadOnly }: SettingsProps) => {
  const { data } = useQuery(apiQuery('/holiday-calendars'))
  const { calendarId, country, days } = holidays
  return (
    <Group gap="md" align="flex-start">
      <Select
        label="Holidays"
        flex="1 1 240px"
        placeholder="None"
        clearable
        data={data?.items.map(({ id, name }) => ({ value: id, label: name })) ?? []}
        value={calendarId ?? null}
        onChange={(id) =>
          onChange({
            holidays: {
              days,
              ...(country !== undefined && { country }),
              ...(id !== null && { calendarId: id }),
            },
          })
        }
        description={
          <>
            No mail goes on the days of this calendar.{' '}
            <Anchor
              inherit
              underline="always"
              renderRoot={(props) => <Link to="/settings/holidays" {...props} />}
            >
              Calendars
            </Anchor>
          </>
        }
        inputWrapperOrder={['label', 'input', 'description']}
        readOnly={isReadOnly}
      />
      <TagsInput
        label="Other days without mails"
        flex="1 1 240px"
        placeholder={days.length === 0 ? '2026-12-24' : ''}
        description={
          country === undefined ? 'As 2026-12-24; Enter after each.' : `Besides the holidays of ${country}.`
        }
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        value={days}
        onChange={(chosen) => onChange({ holidays: { ...holidays, days: chosen } })}
        error={
          days.every(isDay)
            ? undefined
            : `“${days.find((day) => !isDay(day))}” is no day; write it as 2026-12-24.`
        }
        readOnly={isReadOnly}
      />
    </Group>
  )
}

const isDay = (text: string): boolean => /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text))
