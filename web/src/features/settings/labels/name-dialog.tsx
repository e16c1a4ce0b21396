import { Button, Group, Modal, Stack, TextInput } from '@mantine/core'
import { isNotEmpty, useForm } from '@mantine/form'
import { formErrors, type PathOf, useApiMutation } from '#api/index.ts'

type Props = {
  title: string
  name: string
  /** The button. */
  confirm: string
  save(name: string): Promise<unknown>
  changes: readonly PathOf<'get'>[]
  done: string
  onClose(): void
}

/** Asks for a name. */
export const NameDialog = ({ title, name, confirm, save, changes, done, onClose }: Props) => {
  const form = useForm({ initialValues: { name }, validate: { name: isNotEmpty('Write a name.') } })
  const change = useApiMutation({
    mutate: save,
    changes,
    done,
    onDone: onClose,
    onFailed: (error) => {
      const errors = formErrors(error, ['name'])
      if (errors) form.setErrors(errors)
      return errors !== null
    },
  })
  return (
    <Modal opened onClose={onClose} title={title}>
      <form noValidate onSubmit={form.onSubmit((values) => change.mutate(values.name))}>
        <Stack>
          <TextInput label="Name" maxLength={200} data-autofocus {...form.getInputProps('name')} />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              Cancel
            </Button>
            <Button type="submit" loading={change.isPending}>
              {confirm}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
