import { Button, Group, Modal, Stack, TagsInput, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { api, formErrors, useApiMutation } from '#api/index.ts'
import type { Choices } from './use-choices.ts'

type Props = { opened: boolean; choices: Choices; onClose(): void; onAdded(prospectId: string): void }

const EMPTY = {
  email: '',
  firstName: '',
  lastName: '',
  company: '',
  title: '',
  list: '',
  tags: [] as string[],
}
const FIELDS = Object.keys(EMPTY)

/** Adds one prospect; whoever has the address already gets what is new. */
export const AddProspectDialog = ({ opened, choices, onClose, onAdded }: Props) => {
  const form = useForm({ initialValues: EMPTY })
  const save = useApiMutation({
    mutate: ({ tags, ...given }: typeof EMPTY) =>
      api.post('/prospects', { body: { ...given, ...(tags.length > 0 && { tags }) } }),
    changes: ['/prospects', '/prospect-count', '/tags', '/lists'],
    done: ({ email }) => `${email} is added.`,
    onDone: ({ id }) => {
      form.reset()
      onClose()
      onAdded(id)
    },
    onFailed: (error) => {
      const errors = formErrors(error, FIELDS)
      if (errors) form.setErrors(errors)
      return errors !== null
    },
  })
  return (
    <Modal opened={opened} onClose={onClose} title="Add a prospect">
      <form onSubmit={form.onSubmit((values) => save.mutate(values))}>
        <Stack gap="sm">
          <TextInput label="Email" required type="email" data-autofocus {...form.getInputProps('email')} />
          <Group grow gap="sm">
            <TextInput label="First name" {...form.getInputProps('firstName')} />
            <TextInput label="Last name" {...form.getInputProps('lastName')} />
          </Group>
          <Group grow gap="sm">
            <TextInput label="Company" {...form.getInputProps('company')} />
            <TextInput label="Title" {...form.getInputProps('title')} />
          </Group>
          <TextInput
            label="List"
            placeholder="default"
            description="Made when there is none of that name"
            {...form.getInputProps('list')}
          />
          <TagsInput
            label="Tags"
            data={choices.tags.map(({ label }) => label)}
            {...form.getInputProps('tags')}
          />
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              Cancel
            </Button>
            <Button type="submit" loading={save.isPending}>
              Add prospect
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
