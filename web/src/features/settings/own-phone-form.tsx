import { Button, Group, Skeleton, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useQuery } from '@tanstack/react-query'
import { api, apiQuery, formErrors, useApiMutation } from '#api/index.ts'
import { Section } from '#ui/section.tsx'
import { FailedState } from '#ui/states/index.ts'

/** The telephone that rings first when a call is made through a provider. */
export const OwnPhoneForm = () => {
  const dialling = useQuery(apiQuery('/dialling'))
  return (
    <Section
      title="Your telephone"
      about="When you call a prospect through a provider, it rings first, and then you are put through."
    >
      {dialling.isPending && <Skeleton height={60} maw={420} />}
      {dialling.error && (
        <FailedState error={dialling.error} onRetry={() => void dialling.refetch()} isSmall />
      )}
      {dialling.data && <Phone number={dialling.data.phone ?? ''} />}
    </Section>
  )
}

const Phone = ({ number }: { number: string }) => {
  const form = useForm({ initialValues: { number } })
  const save = useApiMutation({
    mutate: (typed: string) =>
      api.put('/dialling/phone', { body: { number: typed.trim() === '' ? null : typed.trim() } }),
    changes: ['/dialling'],
    done: (_answer, typed) =>
      typed.trim() === '' ? 'Your telephone is forgotten.' : 'Your telephone is saved.',
    onDone: ({ phone }) => {
      form.setInitialValues({ number: phone ?? '' })
      form.reset()
    },
    onFailed: (error) => {
      const errors = formErrors(error, ['number'])
      if (errors) form.setErrors(errors)
      return errors !== null
    },
  })
  return (
    <form noValidate onSubmit={form.onSubmit((values) => save.mutate(values.number))}>
      <Group align="flex-end" maw={420}>
        <TextInput
          label="Number"
          placeholder="+49 30 1234567"
          type="tel"
          autoComplete="tel"
          inputWrapperOrder={['label', 'input', 'error']}
          flex={1}
          {...form.getInputProps('number')}
        />
        <Button type="submit" loading={save.isPending} disabled={!form.isDirty()}>
          Save
        </Button>
      </Group>
    </form>
  )
}
