import { Button, Group, Modal, Select, Stack, Textarea, TextInput } from '@mantine/core'
import { DateTimePicker } from '@mantine/dates'
import { isNotEmpty, useForm } from '@mantine/form'
import { useDebouncedValue } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { api, apiQuery, formErrors, useApiMutation } from '#api/index.ts'
import { KINDS } from './kinds.ts'
import { TASK_KINDS } from './tasks-search.ts'

type Props = { isOpen: boolean; onClose(): void }

/** A task of one's own, for any prospect. */
export const NewTaskDialog = ({ isOpen, onClose }: Props) => (
  <Modal opened={isOpen} onClose={onClose} title="New task">
    <NewTaskForm onClose={onClose} />
  </Modal>
)

const NewTaskForm = ({ onClose }: { onClose(): void }) => {
  const [words, setWords] = useState('')
  const [search] = useDebouncedValue(words, 200)
  const found = useQuery(
    apiQuery('/prospects', { params: { query: { limit: 20, ...(search !== '' && { q: search }) } } }),
  )
  const form = useForm({
    initialValues: { prospectId: '', kind: 'call', title: '', note: '', dueAt: '' },
    validate: {
      prospectId: isNotEmpty('Whom is it about? Type a name or an address.'),
      title: isNotEmpty('Say what is to be done.'),
    },
  })
  const add = useApiMutation({
    mutate: ({ prospectId, kind, title, note, dueAt }: typeof form.values) =>
      api.post('/tasks', {
        body: {
          prospectId,
          title: title.trim(),
          note: note.trim(),
          kind: TASK_KINDS.find((one) => one === kind) ?? 'todo',
          ...(dueAt !== '' && { dueAt: new Date(dueAt.replace(' ', 'T')).toISOString() }),
        },
      }),
    changes: ['/tasks', '/prospects'],
    done: 'Task added.',
    onDone: onClose,
    onFailed: (error) => {
      const errors = formErrors(error, ['prospectId', 'kind', 'title', 'note', 'dueAt'])
      if (errors) form.setErrors(errors)
      return errors !== null
    },
  })
  return (
    <form noValidate onSubmit={form.onSubmit((values) => add.mutate(values))}>
      <Stack>
        <Select
          label="Prospect"
          placeholder="Name or mail address"
          searchable
          data-autofocus
          data={(found.data?.items ?? []).map(({ id, email, fullName }) => ({
            value: id,
            label: fullName === null ? email : `${fullName} (${email})`,
          }))}
          filter={({ options }) => options}
          searchValue={words}
          onSearchChange={setWords}
          nothingFoundMessage={found.isPending ? 'Searching …' : 'Nobody of that name'}
          {...form.getInputProps('prospectId')}
        />
        <Select
          label="Kind"
          allowDeselect={false}
          data={TASK_KINDS.map((kind) => ({ value: kind, label: KINDS[kind].label }))}
          {...form.getInputProps('kind')}
        />
        <TextInput label="What is to be done" maxLength={300} {...form.getInputProps('title')} />
        <Textarea label="Note" autosize minRows={2} maxRows={8} {...form.getInputProps('note')} />
        <DateTimePicker
          label="Due"
          placeholder="Now"
          valueFormat="D MMM YYYY, HH:mm"
          clearable
          value={form.values.dueAt === '' ? null : form.values.dueAt}
          onChange={(value) => form.setFieldValue('dueAt', value ?? '')}
          error={form.errors.dueAt}
        />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" loading={add.isPending}>
            Add task
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
