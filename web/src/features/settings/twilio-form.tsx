import { Alert, Button, Group, PasswordInput, Skeleton, Stack, Switch, TextInput } from '@mantine/core'
import { isNotEmpty, useForm } from '@mantine/form'
import { useQuery } from '@tanstack/react-query'
import { type AnswerOf, api, apiQuery, formErrors, useApiMutation } from '#api/index.ts'
import { confirm } from '#ui/confirm.ts'
import { Section } from '#ui/section.tsx'
import { FailedState } from '#ui/states/index.ts'

type Dialling = AnswerOf<'get', '/dialling'>
type Values = { accountSid: string; authToken: string; fromNumber: string; detectMachines: boolean }

const FIELDS = ['accountSid', 'authToken', 'fromNumber', 'detectMachines'] as const

/** The company's account with Twilio; without it, calls are made by links that the telephone opens. */
export const TwilioForm = () => {
  const dialling = useQuery(apiQuery('/dialling'))
  return (
    <Section
      title="Twilio"
      about="With it, Cadenza rings the caller, puts him through, and notes how long it took. Without it, a click opens the telephone."
    >
      {dialling.isPending && <Skeleton height={240} />}
      {dialling.error && (
        <FailedState error={dialling.error} onRetry={() => void dialling.refetch()} isSmall />
      )}
      {dialling.data && <Account key={dialling.data.twilio?.accountSid ?? ''} dialling={dialling.data} />}
    </Section>
  )
}

const Account = ({ dialling: { twilio, isReachable } }: { dialling: Dialling }) => {
  const form = useForm<Values>({
    initialValues: {
      accountSid: twilio?.accountSid ?? '',
      authToken: '',
      fromNumber: twilio?.fromNumber ?? '',
      detectMachines: twilio?.detectMachines ?? true,
    },
    validate: {
      accountSid: isNotEmpty('Enter the account SID.'),
      authToken: (value) => (twilio === null && value === '' ? 'Enter the auth token.' : null),
      fromNumber: isNotEmpty('Enter the number that is shown to who is called.'),
    },
  })
  const save = useApiMutation({
    mutate: ({ authToken, ...body }: Values) =>
      api.put('/dialling/twilio', { body: { ...body, ...(authToken !== '' && { authToken }) } }),
    changes: ['/dialling'],
    done: 'Calls are made by Twilio now.',
    onDone: (_answer, values) => {
      form.setInitialValues({ ...values, authToken: '' })
      form.reset()
    },
    onFailed: (error) => {
      const errors = formErrors(error, FIELDS)
      if (errors) form.setErrors(errors)
      return errors !== null
    },
  })
  const remove = useApiMutation({
    mutate: () => api.delete('/dialling/twilio'),
    changes: ['/dialling'],
    done: 'Twilio is removed. Calls are made by the telephone itself.',
  })
  return (
    <form noValidate onSubmit={form.onSubmit((values) => save.mutate(values))}>
      <Stack maw={480}>
        {!isReachable && (
          <Alert color="orange">
            Twilio must be able to reach this server. Start it with PUBLIC_URL set to its address on the
            internet.
          </Alert>
        )}
        <TextInput label="Account SID" placeholder="AC…" {...form.getInputProps('accountSid')} />
        <PasswordInput
          label="Auth token"
          placeholder={twilio === null ? undefined : 'As before'}
          autoComplete="off"
          {...form.getInputProps('authToken')}
        />
        <TextInput
          label="Number to call from"
          placeholder="+14155550123"
          type="tel"
          {...form.getInputProps('fromNumber')}
        />
        <Switch
          label="Tell voice mail from people"
          description="At Twilio’s price."
          {...form.getInputProps('detectMachines', { type: 'checkbox' })}
        />
        <Group>
          <Button type="submit" loading={save.isPending} disabled={!form.isDirty()}>
            Save
          </Button>
          {twilio !== null && (
            <Button
              variant="default"
              loading={remove.isPending}
              onClick={() =>
                confirm({
                  title: 'Remove Twilio?',
                  text: 'Its token is forgotten, and calls are made by the telephone itself. The log of calls stays.',
                  confirm: 'Remove',
                  isDestructive: true,
                  onConfirm: () => remove.mutate(),
                })
              }
            >
              Remove
            </Button>
          )}
        </Group>
      </Stack>
    </form>
  )
}
