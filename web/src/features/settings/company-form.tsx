import { Button, NumberInput, Select, Stack, TextInput } from '@mantine/core'
import { isInRange, isNotEmpty, useForm } from '@mantine/form'
import { type AnswerOf, api, formErrors, useApiMutation } from '#api/index.ts'
import { Section } from '#ui/section.tsx'
import { ZONES } from '#ui/time/zones.ts'
import { COUNTRIES } from './countries.ts'

type Settings = AnswerOf<'get', '/settings'>
type Values = Pick<Settings, 'name' | 'zone' | 'country' | 'mailsPerPersonAndDay' | 'bouncePausePercent'>

const FIELDS = ['name', 'zone', 'country', 'mailsPerPersonAndDay', 'bouncePausePercent'] as const

export const CompanyForm = ({ settings }: { settings: Settings }) => {
  const { name, zone, country, mailsPerPersonAndDay, bouncePausePercent } = settings
  const form = useForm<Values>({
    initialValues: { name, zone, country, mailsPerPersonAndDay, bouncePausePercent },
    validate: {
      name: isNotEmpty('Write the name of the company.'),
      mailsPerPersonAndDay: isInRange({ min: 1, max: 50 }, 'Between 1 and 50.'),
      bouncePausePercent: isInRange({ min: 1, max: 100 }, 'Between 1 and 100.'),
    },
  })
  const save = useApiMutation({
    mutate: (body: Values) => api.patch('/settings', { body }),
    changes: ['/settings', '/me'],
    done: 'The settings are saved.',
    onDone: (_answer, saved) => form.resetDirty(saved),
    onFailed: (error) => {
      const errors = formErrors(error, FIELDS)
      if (errors) form.setErrors(errors)
      return errors !== null
    },
  })
  return (
    <Section title="Settings">
      <form noValidate onSubmit={form.onSubmit((values) => save.mutate(values))}>
        <Stack maw={480}>
          <TextInput
            label="Name"
            description="Also people who unsubscribe read it."
            required
            {...form.getInputProps('name')}
          />
          <Select
            label="Time zone"
            description="Of the days in reports, and of everybody who has chosen none of his own."
            data={ZONES}
            searchable
            allowDeselect={false}
            maxDropdownHeight={280}
            limit={200}
            {...form.getInputProps('zone')}
          />
          <Select
            label="Public holidays of"
            description="Nothing leaves on them, unless a cadence says otherwise."
            placeholder="No country"
            data={COUNTRIES}
            searchable
            clearable
            limit={300}
            {...form.getInputProps('country')}
          />
          <NumberInput
            label="Automatic mails to one person a day"
            description="At most, over all cadences and journeys. Further ones wait for the next day."
            min={1}
            max={50}
            allowDecimal={false}
            maw={200}
            {...form.getInputProps('mailsPerPersonAndDay')}
          />
          <NumberInput
            label="Pause at bounces above"
            description="Of the last 100 mails of a mailbox or a cadence: above it, it pauses itself and says so."
            suffix=" %"
            min={1}
            max={100}
            allowDecimal={false}
            maw={200}
            {...form.getInputProps('bouncePausePercent')}
          />
          <Button type="submit" loading={save.isPending} disabled={!form.isDirty()} w="fit-content">
            Save
          </Button>
        </Stack>
      </form>
    </Section>
  )
}
