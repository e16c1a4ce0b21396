import { Alert, Anchor, Button, Group, Select, Stack, TextInput } from '@mantine/core'
import { isEmail, useForm } from '@mantine/form'
import { useDebouncedValue, useDisclosure } from '@mantine/hooks'
import { useEffect, useState } from 'react'
import { api, formErrors, sentenceOf, useApiMutation } from '#api/index.ts'
import { useSession } from '#app/session.ts'
import { AccessFields } from './access-fields.tsx'
import { CheckResults } from './check-results.tsx'
import { type AccessValues, EMPTY_ACCESS, serversOfProvider, serversToSend } from './server-values.ts'
import type { Mailbox, MailboxCheck } from './types.ts'
import { useProvider } from './use-provider.ts'

type Values = AccessValues & { name: string; address: string }

const OTHER = 'other'
const FIELDS = ['name', 'address', 'password', 'user', 'smtp.host', 'smtp.port', 'imap.host', 'imap.port']
/** The server's names of what the form asks. */
const NAMES = { from: 'address', smtp: 'smtp.host', imap: 'imap.host' }

const fromOf = ({ name, address }: Values): string =>
  name.trim() === '' ? address.trim() : `"${name.trim().replaceAll(/["\\]/g, '')}" <${address.trim()}>`

/** Asks for a mailbox, tries both of its servers, and keeps it when they let one in. */
export const ConnectMailbox = ({ onConnected }: { onConnected(mailbox: Mailbox): void }) => {
  const { name, email } = useSession()
  const [check, setCheck] = useState<MailboxCheck | null>(null)
  const [isOpen, servers] = useDisclosure()
  const [chosen, setChosen] = useState<string | null>(null)
  const form = useForm<Values>({
    initialValues: { ...EMPTY_ACCESS, name, address: email },
    validate: {
      address: isEmail('This is no mail address.'),
      smtp: { host: (host) => (host.trim() === '' ? 'Which server sends your mails?' : null) },
      imap: {
        host: (host, { reads }) => (reads && host.trim() === '' ? 'Which server has your answers?' : null),
      },
    },
    onValuesChange: () => setCheck(null),
  })
  const [address] = useDebouncedValue(form.values.address.trim(), 400)
  const { providers, guess } = useProvider(address)
  const providerId = chosen ?? guess?.id ?? OTHER
  const provider = providers.find(({ id }) => id === providerId)
  const { setValues } = form
  useEffect(() => {
    if (provider) setValues(serversOfProvider(provider))
  }, [provider, setValues])

  const onFailed = (error: unknown): boolean => {
    const errors = formErrors(error, FIELDS, NAMES)
    if (errors === null) return false
    form.setErrors(errors)
    if (Object.keys(errors).some((field) => !['name', 'address', 'password'].includes(field))) servers.open()
    return true
  }
  const bodyOf = (values: Values) => ({
    from: fromOf(values),
    ...serversToSend(values, values.address.trim()),
  })
  const add = useApiMutation({
    mutate: (values: Values) => api.post('/mailboxes', { body: bodyOf(values) }),
    changes: ['/mailboxes', '/reports/mailboxes'],
    done: ({ address: added }) => `${added} is connected.`,
    onDone: onConnected,
    onFailed,
  })
  const tried = useApiMutation({
    mutate: (values: Values) => api.post('/mailboxes/try', { body: bodyOf(values) }),
    onDone: (result, values) => {
      setCheck(result)
      if (result.smtp.ok && result.imap?.ok !== false) add.mutate(values)
      else servers.open()
    },
    onFailed,
  })
  const unplaced = tried.error ?? add.error
  return (
    <form
      noValidate
      onSubmit={form.onSubmit(
        (values) => tried.mutate(values),
        () => servers.open(),
      )}
    >
      <Stack>
        <Group gap="sm" align="flex-start" grow preventGrowOverflow={false}>
          <TextInput
            label="Your name"
            description="As recipients see it."
            autoComplete="name"
            flex="1 1 200px"
            {...form.getInputProps('name')}
          />
          <TextInput
            label="Mail address"
            description="The one you write from."
            type="email"
            required
            flex="1 1 240px"
            {...form.getInputProps('address')}
          />
        </Group>
        <Select
          label="Provider"
          description={
            guess && chosen === null
              ? 'Found by where the mail of your domain goes.'
              : 'It fills in the servers.'
          }
          searchable
          allowDeselect={false}
          data={[
            ...providers.map(({ id, name: label }) => ({ value: id, label })),
            { value: OTHER, label: 'Another one' },
          ]}
          value={providerId}
          onChange={setChosen}
        />
        <AccessFields form={form} provider={provider} showsServers={isOpen || provider === undefined} />
        {provider && !isOpen && (
          <Anchor component="button" type="button" size="sm" w="fit-content" onClick={servers.open}>
            Show the servers
          </Anchor>
        )}
        {unplaced && Object.keys(form.errors).length === 0 && (
          <Alert color="red" role="alert">
            {sentenceOf(unplaced)}
          </Alert>
        )}
        {check && <CheckResults check={check} />}
        <Group justify="flex-end" gap="sm">
          {check && !add.isPending && !add.isSuccess && (
            <Button variant="default" onClick={() => add.mutate(form.values)}>
              Keep it all the same
            </Button>
          )}
          <Button type="submit" loading={tried.isPending || add.isPending}>
            Try and connect
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
