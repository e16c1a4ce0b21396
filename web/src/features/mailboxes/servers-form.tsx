import { Alert, Button, Group, Stack } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useState } from 'react'
import { api, formErrors, sentenceOf, useApiMutation } from '#api/index.ts'
import { Section } from '#ui/section.tsx'
import { AccessFields } from './access-fields.tsx'
import { CheckResults } from './check-results.tsx'
import { type AccessValues, accessOf, serversToSend } from './server-values.ts'
import type { Mailbox, MailboxCheck } from './types.ts'

const FIELDS = ['password', 'user', 'smtp.host', 'smtp.port', 'imap.host', 'imap.port']

/** The servers as they are, a check of both, and other ones or another password in their place. */
export const ServersForm = ({ mailbox }: { mailbox: Mailbox }) => {
  const { id, address } = mailbox
  const [check, setCheck] = useState<MailboxCheck | null>(null)
  const form = useForm<AccessValues>({
    initialValues: accessOf(mailbox),
    validate: {
      password: (password) => (password === '' ? 'Give the password again with the servers.' : null),
    },
  })
  const params = { path: { id } }
  const tried = useApiMutation({
    mutate: () => api.post('/mailboxes/{id}/check', { params }),
    changes: ['/mailboxes'],
    onDone: setCheck,
  })
  const replace = useApiMutation({
    mutate: (values: AccessValues) =>
      api.put('/mailboxes/{id}/servers', { params, body: serversToSend(values, address) }),
    changes: ['/mailboxes'],
    done: 'Kept. Both servers are being tried.',
    onDone: () => {
      form.setFieldValue('password', '')
      form.resetDirty()
      tried.mutate()
    },
    onFailed: (error) => {
      const errors = formErrors(error, FIELDS, { smtp: 'smtp.host', imap: 'imap.host' })
      if (errors) form.setErrors(errors)
      return errors !== null
    },
  })
  return (
    <Section
      title="Servers and password"
      about={mailbox.syncError ?? undefined}
      actions={
        <Button variant="default" size="xs" loading={tried.isPending} onClick={() => tried.mutate()}>
          Try both servers
        </Button>
      }
    >
      <form noValidate onSubmit={form.onSubmit((values) => replace.mutate(values))}>
        <Stack>
          {check && <CheckResults check={check} />}
          {mailbox.credentialKind === 'oauth2' ? (
            <Alert color="gray">
              It signs in with OAuth. Other credentials are given over the API (PUT /api/v1/mailboxes/{id}
              /servers).
            </Alert>
          ) : (
            <>
              <AccessFields form={form} provider={undefined} showsServers />
              {replace.error && Object.keys(form.errors).length === 0 && (
                <Alert color="red" role="alert">
                  {sentenceOf(replace.error)}
                </Alert>
              )}
              <Group justify="flex-end">
                <Button type="submit" disabled={!form.isDirty()} loading={replace.isPending}>
                  Save servers
                </Button>
              </Group>
            </>
          )}
        </Stack>
      </form>
    </Section>
  )
}
