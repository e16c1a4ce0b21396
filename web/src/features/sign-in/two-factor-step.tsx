import { Alert, Anchor, Button, Checkbox, Group, Stack, TextInput } from '@mantine/core'
import { isNotEmpty, useForm } from '@mantine/form'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { postAuth, sentenceOf } from '#api/index.ts'

type Props = { onSignedIn(): Promise<void>; onBack(): void }
type Values = { code: string; trustDevice: boolean }

/** The code of an authenticator, or one of the backup codes where the device is lost. */
export const TwoFactorStep = ({ onSignedIn, onBack }: Props) => {
  const [isBackup, setIsBackup] = useState(false)
  const form = useForm<Values>({
    mode: 'uncontrolled',
    initialValues: { code: '', trustDevice: false },
    validate: { code: isNotEmpty('Enter the code.') },
  })
  const verify = useMutation({
    mutationFn: ({ code, trustDevice }: Values) =>
      postAuth(isBackup ? '/two-factor/verify-backup-code' : '/two-factor/verify-totp', {
        code: code.replaceAll(/\s/g, ''),
        trustDevice,
      }),
    onSuccess: onSignedIn,
  })
  const switchKind = () => {
    verify.reset()
    form.reset()
    setIsBackup(!isBackup)
  }
  return (
    <form noValidate onSubmit={form.onSubmit((values) => verify.mutate(values))}>
      <Stack>
        {verify.error && (
          <Alert color="red" role="alert">
            {sentenceOf(verify.error)}
          </Alert>
        )}
        <TextInput
          label={isBackup ? 'Backup code' : 'Code of six digits'}
          autoComplete="one-time-code"
          inputMode={isBackup ? 'text' : 'numeric'}
          autoFocus
          key={form.key('code')}
          {...form.getInputProps('code')}
        />
        <Checkbox
          label="Do not ask on this device for 30 days"
          key={form.key('trustDevice')}
          {...form.getInputProps('trustDevice', { type: 'checkbox' })}
        />
        <Button type="submit" loading={verify.isPending} size="md">
          Sign in
        </Button>
        <Group justify="space-between">
          <Anchor component="button" type="button" size="sm" onClick={onBack}>
            Back
          </Anchor>
          <Anchor component="button" type="button" size="sm" onClick={switchKind}>
            {isBackup ? 'Use the authenticator' : 'Use a backup code'}
          </Anchor>
        </Group>
      </Stack>
    </form>
  )
}
