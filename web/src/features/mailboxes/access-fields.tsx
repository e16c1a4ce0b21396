import { Alert, Anchor, PasswordInput, Stack, Switch, TextInput } from '@mantine/core'
import type { UseFormReturnType } from '@mantine/form'
import { IconAlertTriangle } from '@tabler/icons-react'
import { ServerFields } from './server-fields.tsx'
import type { AccessValues } from './server-values.ts'
import type { MailProvider } from './types.ts'

type Props<Values> = {
  form: UseFormReturnType<Values>
  provider: MailProvider | undefined
  /** Whether the servers are shown; those of a known provider need not be looked at. */
  showsServers: boolean
}

/** How to reach a mailbox: password, user, servers. */
export const AccessFields = <Values extends AccessValues>({
  form,
  provider,
  showsServers,
}: Props<Values>) => {
  const { smtp, imap, reads } = form.values
  return (
    <Stack>
      <PasswordInput
        label="Password"
        autoComplete="off"
        description={
          provider && (
            <>
              {provider.hint}{' '}
              {provider.helpUrl !== null && (
                <Anchor href={provider.helpUrl} target="_blank" rel="noreferrer" inherit underline="always">
                  Where it is made
                </Anchor>
              )}
            </>
          )
        }
        {...form.getInputProps('password')}
      />
      {showsServers && (
        <>
          <TextInput
            label="User"
            placeholder="As the address"
            autoComplete="off"
            {...form.getInputProps('user')}
          />
          <ServerFields form={form} of="smtp" label="Sending server (SMTP)" />
          <Switch
            label="Read answers, bounces and unsubscribes here"
            description="Without it replies do not stop a cadence."
            {...form.getInputProps('reads', { type: 'checkbox' })}
          />
          {reads && <ServerFields form={form} of="imap" label="Reading server (IMAP)" />}
          {(smtp.security === 'none' || (reads && imap.security === 'none')) && (
            <Alert color="orange" icon={<IconAlertTriangle size={20} />}>
              Without encryption the password and all mails can be read on the way. Only for a server on this
              machine or in your own network.
            </Alert>
          )}
        </>
      )}
    </Stack>
  )
}
