import { Button, Stack, TextInput } from '@mantine/core'
import { isNotEmpty, useForm } from '@mantine/form'
import { api, formErrors, type ItemOf, useApiMutation } from '#api/index.ts'
import { Section } from '#ui/section.tsx'
import { EventSelect } from './event-select.tsx'

/** Where it goes and of what it tells. */
export const WebhookForm = ({ webhook: { id, url, event } }: { webhook: ItemOf<'/webhooks'> }) => {
  const form = useForm({
    initialValues: { url, event },
    validate: { url: isNotEmpty('Enter the address of the receiver.') },
  })
  const save = useApiMutation({
    mutate: (body: { url: string; event: string }) =>
      api.patch('/webhooks/{id}', { params: { path: { id } }, body }),
    changes: ['/webhooks'],
    done: 'The webhook is saved.',
    onDone: (_answer, saved) => form.resetDirty(saved),
    onFailed: (error) => {
      const errors = formErrors(error, ['url', 'event'])
      if (errors) form.setErrors(errors)
      return errors !== null
    },
  })
  return (
    <Section title="Receiver">
      <form noValidate onSubmit={form.onSubmit((values) => save.mutate(values))}>
        <Stack maw={560}>
          <TextInput label="Address" type="url" required {...form.getInputProps('url')} />
          <EventSelect {...form.getInputProps('event')} />
          <Button type="submit" loading={save.isPending} disabled={!form.isDirty()} w="fit-content">
            Save
          </Button>
        </Stack>
      </form>
    </Section>
  )
}
