import { Button, Group, Modal, Select, Stack, TextInput } from '@mantine/core'
import { DatePickerInput } from '@mantine/dates'
import '@mantine/dates/styles.css'
import { isNotEmpty, useForm } from '@mantine/form'
import { api, formErrors, type ItemOf, useApiMutation } from '#api/index.ts'
import { confirm } from '#ui/confirm.ts'
import { COUNTRIES } from '../countries.ts'

type Calendar = ItemOf<'/holiday-calendars'>
type Values = { name: string; country: string | null; days: string[] }

/** A calendar's name, country and own days. */
export const CalendarDialog = ({ calendar, onClose }: { calendar: Calendar | null; onClose(): void }) => {
  const form = useForm<Values>({
    initialValues: {
      name: calendar?.name ?? '',
      country: calendar?.country ?? null,
      days: calendar?.days ?? [],
    },
    validate: { name: isNotEmpty('Write a name.') },
  })
  const save = useApiMutation({
    mutate: (body: Values) =>
      calendar === null
        ? api.post('/holiday-calendars', { body })
        : api.put('/holiday-calendars/{id}', { params: { path: { id: calendar.id } }, body }),
    changes: ['/holiday-calendars'],
    done: 'The calendar is saved. What waits is planned anew.',
    onDone: onClose,
    onFailed: (error) => {
      const errors = formErrors(error, ['name', 'country', 'days'])
      if (errors) form.setErrors(errors)
      return errors !== null
    },
  })
  const remove = useApiMutation({
    mutate: (id: string) => api.delete('/holiday-calendars/{id}', { params: { path: { id } } }),
    changes: ['/holiday-calendars'],
    done: 'The calendar is deleted.',
    onDone: onClose,
  })
  const ask = (id: string) =>
    confirm({
      title: 'Delete this calendar?',
      text: 'Cadences and journeys that name it keep it from being deleted. Otherwise it is gone.',
      confirm: 'Delete calendar',
      isDestructive: true,
      onConfirm: () => remove.mutate(id),
    })
  return (
    <Modal opened onClose={onClose} title={calendar === null ? 'New calendar' : calendar.name}>
      <form noValidate onSubmit={form.onSubmit((values) => save.mutate(values))}>
        <Stack>
          <TextInput
            label="Name"
            placeholder="Berlin"
            data-autofocus
            required
            {...form.getInputProps('name')}
          />
          <Select
            label="Public holidays of"
            placeholder="No country"
            data={COUNTRIES}
            searchable
            clearable
            limit={300}
            {...form.getInputProps('country')}
          />
          <DatePickerInput
            type="multiple"
            label="Days of your own"
            placeholder="None"
            valueFormat="D MMM YYYY"
            clearable
            {...form.getInputProps('days')}
          />
          <Group justify="space-between">
            {calendar === null ? (
              <span />
            ) : (
              <Button variant="default" loading={remove.isPending} onClick={() => ask(calendar.id)}>
                Delete
              </Button>
            )}
            <Group>
              <Button variant="default" onClick={onClose}>
                Cancel
              </Button>
              <Button type="submit" loading={save.isPending}>
                Save
              </Button>
            </Group>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
