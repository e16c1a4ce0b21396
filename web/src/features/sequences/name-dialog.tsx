import { Button, Group, Modal, Stack, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { formErrors, type PathOf, useApiMutation } from '#api/index.ts'

type Props<Answer> = {
  title: string
  /** What the button says. */
  action: string
  isOpen: boolean
  onClose(): void
  before?: string
  send(name: string): Promise<Answer>
  changes: readonly PathOf<'get'>[]
  onDone?(answer: Answer): void
}

/** Asks for a name and does something with it. */
export const NameDialog = <Answer,>(props: Props<Answer>) => (
  <Modal opened={props.isOpen} onClose={props.onClose} title={props.title}>
    <NameForm {...props} />
  </Modal>
)

const NameForm = <Answer,>({ action, onClose, before = '', send, changes, onDone }: Props<Answer>) => {
  const form = useForm({
    initialValues: { name: before },
    validate: { name: (name) => (name.trim() === '' ? 'Give it a name.' : null) },
  })
  const save = useApiMutation({
    mutate: send,
    changes,
    onDone: (answer) => {
      onClose()
      onDone?.(answer)
    },
    onFailed: (error) => {
      const errors = formErrors(error, ['name'])
      if (errors) form.setErrors(errors)
      return errors !== null
    },
  })
  return (
    <form onSubmit={form.onSubmit(({ name }) => save.mutate(name))}>
      <Stack>
        <TextInput label="Name" required data-autofocus maxLength={200} {...form.getInputProps('name')} />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" loading={save.isPending}>
            {action}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
