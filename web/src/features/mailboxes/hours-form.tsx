import { Button, Group, Select, Stack, Switch } from '@mantine/core'
import { TimeInput } from '@mantine/dates'
import { useForm } from '@mantine/form'
import { api, formErrors, useApiMutation } from '#api/index.ts'
import { Section } from '#ui/section.tsx'
import { ZONES } from '#ui/time/zones.ts'
import { type Weekday, WeekdayChips } from '#ui/weekday-chips.tsx'
import type { Limits, Mailbox } from './types.ts'

type Values = { zone: string; narrows: boolean; from: string; to: string; days: Weekday[] }

const valuesOf = ({ zone, window, days }: Limits): Values => ({
  zone,
  narrows: window !== null || days !== null,
  from: window?.from ?? '08:00',
  to: window?.to ?? '18:00',
  days: days ?? [1, 2, 3, 4, 5],
})

/** Hours of the mailbox's own, within which all cadences keep. */
export const HoursForm = ({ mailbox: { id, limits } }: { mailbox: Mailbox }) => {
  const form = useForm<Values>({
    initialValues: valuesOf(limits),
    validate: {
      days: (days, { narrows }) => (narrows && days.length === 0 ? 'Choose at least one day.' : null),
    },
  })
  const save = useApiMutation({
    mutate: ({ zone, narrows, from, to, days }: Values) =>
      api.patch('/mailboxes/{id}', {
        params: { path: { id } },
        body: {
          limits: {
            zone,
            window: narrows ? { from, to } : null,
            days: narrows ? days : null,
          },
        },
      }),
    changes: ['/mailboxes'],
    done: 'The hours hold from now on.',
    onDone: (saved) => form.resetDirty(valuesOf(saved.limits)),
    onFailed: (error) => {
      const errors = formErrors(error, ['zone', 'from', 'to', 'days'], {
        'limits.zone': 'zone',
        'limits.window': 'from',
        'limits.window.from': 'from',
        'limits.window.to': 'to',
        'limits.days': 'days',
      })
      if (errors) form.setErrors(errors)
      return errors !== null
    },
  })
  return (
    <Section title="When it sends" about="Cadences say when their mails go; a mailbox can narrow that.">
      <form noValidate onSubmit={form.onSubmit((values) => save.mutate(values))}>
        <Stack gap="lg">
          <Select
            label="Time zone"
            description="Of its days and hours, and of prospects whose own is not known."
            w={{ base: '100%', xs: 320 }}
            searchable
            allowDeselect={false}
            limit={100}
            data={ZONES}
            {...form.getInputProps('zone')}
          />
          <Switch
            label="Hours of its own"
            description="Off: it sends whenever a cadence wants to."
            {...form.getInputProps('narrows', { type: 'checkbox' })}
          />
          {form.values.narrows && (
            <>
              <Group gap="sm" align="flex-start">
                <TimeInput label="From" w={140} {...form.getInputProps('from')} />
                <TimeInput label="To" w={140} {...form.getInputProps('to')} />
              </Group>
              <WeekdayChips
                about="Days on which it sends"
                days={form.values.days}
                onChange={(days) => form.setFieldValue('days', days)}
                error={form.errors.days}
              />
            </>
          )}
          <Group justify="flex-end">
            <Button type="submit" disabled={!form.isDirty()} loading={save.isPending}>
              Save hours
            </Button>
          </Group>
        </Stack>
      </form>
    </Section>
  )
}
