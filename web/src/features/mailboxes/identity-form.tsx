import { Button, Group, Stack, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { api, formErrors, useApiMutation } from '#api/index.ts'
import { Section } from '#ui/section.tsx'
import { SignatureField } from './signature-field.tsx'
import type { Mailbox } from './types.ts'

type Values = { fromName: string; replyTo: string; signature: string }

const valuesOf = ({ fromName, replyTo, signature }: Mailbox): Values => ({
  ...{ fromName, signature },
  replyTo: replyTo ?? '',
})

/** Who recipients see: name, Reply-To, signature. */
export const IdentityForm = ({ mailbox }: { mailbox: Mailbox }) => {
  const form = useForm<Values>({ initialValues: valuesOf(mailbox) })
  const save = useApiMutation({
    mutate: ({ replyTo, ...others }: Values) =>
      api.patch('/mailboxes/{id}', {
        params: { path: { id: mailbox.id } },
        body: { ...others, replyTo: replyTo.trim() === '' ? null : replyTo.trim() },
      }),
    changes: ['/mailboxes'],
    done: 'Saved.',
    onDone: (saved) => form.resetDirty(valuesOf(saved)),
    onFailed: (error) => {
      const errors = formErrors(error, ['fromName', 'replyTo', 'signature'])
      if (errors) form.setErrors(errors)
      return errors !== null
    },
  })
  return (
    <Section title="Who recipients see">
      <form noValidate onSubmit={form.onSubmit((values) => save.mutate(values))}>
        <Stack>
          <Group gap="sm" align="flex-start">
            <TextInput label="Name" flex="1 1 200px" {...form.getInputProps('fromName')} />
            <TextInput
              label="Answers go to"
              placeholder={mailbox.address}
              type="email"
              flex="1 1 240px"
              {...form.getInputProps('replyTo')}
            />
          </Group>
          <SignatureField
            value={form.values.signature}
            onChange={(signature) => form.setFieldValue('signature', signature)}
          />
          <Group justify="flex-end">
            <Button type="submit" disabled={!form.isDirty()} loading={save.isPending}>
              Save
            </Button>
          </Group>
        </Stack>
      </form>
    </Section>
  )
}
