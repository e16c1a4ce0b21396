import { Button, Group, NumberInput, Stack, Switch, Text } from '@mantine/core'
import { useForm } from '@mantine/form'
import { api, formErrors, useApiMutation } from '#api/index.ts'
import { Section } from '#ui/section.tsx'
import { dayOf } from './ramp.ts'
import { RampChart } from './ramp-chart.tsx'
import type { Limits, Mailbox } from './types.ts'

type Values = Pick<Limits, 'daily' | 'minGapSeconds' | 'maxGapSeconds'> & {
  hourly: number | ''
  grows: boolean
  startAt: number
  addPerDay: number
}

const FIELDS = ['daily', 'hourly', 'minGapSeconds', 'maxGapSeconds', 'startAt', 'addPerDay']
const NAMES = Object.fromEntries([
  ...FIELDS.map((field) => [`limits.${field}`, field]),
  ['limits.ramp.startAt', 'startAt'],
  ['limits.ramp.addPerDay', 'addPerDay'],
])

const valuesOf = ({ daily, hourly, minGapSeconds, maxGapSeconds, ramp }: Limits): Values => ({
  ...{ daily, minGapSeconds, maxGapSeconds, hourly: hourly ?? '', grows: ramp !== null },
  startAt: ramp?.startAt ?? 20,
  addPerDay: ramp?.addPerDay ?? 10,
})

/** How many mails leave, how far apart, and how a new mailbox grows into it. */
export const LimitsForm = ({ mailbox: { id, limits } }: { mailbox: Mailbox }) => {
  const form = useForm<Values>({ initialValues: valuesOf(limits) })
  const { grows, startAt, addPerDay, daily } = form.values
  const from = limits.ramp?.from ?? dayOf(new Date())
  const save = useApiMutation({
    mutate: ({ hourly, grows: ramps, startAt: first, addPerDay: step, ...others }: Values) =>
      api.patch('/mailboxes/{id}', {
        params: { path: { id } },
        body: {
          limits: {
            ...others,
            hourly: hourly === '' ? null : hourly,
            ramp: ramps ? { startAt: first, addPerDay: step, from } : null,
          },
        },
      }),
    changes: ['/mailboxes'],
    done: 'The limits hold from now on.',
    onDone: (saved) => form.resetDirty(valuesOf(saved.limits)),
    onFailed: (error) => {
      const errors = formErrors(error, FIELDS, NAMES)
      if (errors) form.setErrors(errors)
      return errors !== null
    },
  })
  const number = { min: 1, allowDecimal: false, flex: '1 1 160px' } as const
  return (
    <Section title="How much it sends" about="For automatic mails; what you write by hand leaves at once.">
      <form noValidate onSubmit={form.onSubmit((values) => save.mutate(values))}>
        <Stack gap="lg">
          <Group gap="sm" align="flex-start">
            <NumberInput label="Mails a day" {...number} {...form.getInputProps('daily')} />
            <NumberInput
              label="Mails an hour"
              placeholder="No limit"
              {...number}
              {...form.getInputProps('hourly')}
            />
          </Group>
          <div>
            <Group gap="sm" align="flex-start">
              <NumberInput
                label="Seconds between two, at least"
                {...number}
                min={0}
                {...form.getInputProps('minGapSeconds')}
              />
              <NumberInput label="At most" {...number} min={0} {...form.getInputProps('maxGapSeconds')} />
            </Group>
            <Text size="xs" c="dimmed" mt={4}>
              Each gap is drawn at random, as a person would write.
            </Text>
          </div>
          <Switch
            label="Begin with few and add some each day"
            description="Providers distrust a new mailbox that sends a lot at once."
            {...form.getInputProps('grows', { type: 'checkbox' })}
          />
          {grows && (
            <>
              <Group gap="sm" align="flex-start">
                <NumberInput label="Mails on the first day" {...number} {...form.getInputProps('startAt')} />
                <NumberInput label="More each day" {...number} {...form.getInputProps('addPerDay')} />
              </Group>
              <RampChart daily={daily} ramp={{ startAt, addPerDay, from }} />
            </>
          )}
          <Group justify="flex-end">
            <Button type="submit" disabled={!form.isDirty()} loading={save.isPending}>
              Save limits
            </Button>
          </Group>
        </Stack>
      </form>
    </Section>
  )
}
