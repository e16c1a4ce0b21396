import { Button, Select, Stack, TextInput } from '@mantine/core'
import { isNotEmpty, useForm } from '@mantine/form'
import { api, formErrors, useApiMutation } from '#api/index.ts'
import { useSession } from '#app/session.ts'
import { Section } from '#ui/section.tsx'
import { ZONES } from '#ui/time/zones.ts'

/** One's name and time zone. */
export const ProfileForm = () => {
  const { name, email, zone, hasOwnZone } = useSession()
  const form = useForm({
    initialValues: { name, zone: hasOwnZone ? zone : null },
    validate: { name: isNotEmpty('Write your name.') },
  })
  const save = useApiMutation({
    mutate: (change: { name: string; zone: string | null }) => api.patch('/me', { body: change }),
    changes: ['/me', '/tasks', '/members'],
    done: 'Your profile is saved.',
    onDone: (_answer, change) => form.resetDirty(change),
    onFailed: (error) => {
      const errors = formErrors(error, ['name', 'zone'])
      if (errors) form.setErrors(errors)
      return errors !== null
    },
  })
  return (
    <Section title="You">
      <form noValidate onSubmit={form.onSubmit((values) => save.mutate(values))}>
        <Stack maw={420}>
          <TextInput label="Name" autoComplete="name" required {...form.getInputProps('name')} />
          <TextInput
            label="Mail address"
            description="You sign in with it, and it stays as it is."
            value={email}
            readOnly
            variant="filled"
          />
          <Select
            label="Time zone"
            description="When your tasks are due today, and the times on these pages."
            placeholder={hasOwnZone ? undefined : `As the company: ${zone}`}
            data={ZONES}
            searchable
            clearable
            clearButtonProps={{ 'aria-label': 'As the company' }}
            nothingFoundMessage="There is no such zone."
            maxDropdownHeight={280}
            limit={200}
            {...form.getInputProps('zone')}
          />
          <Button type="submit" loading={save.isPending} disabled={!form.isDirty()} w="fit-content">
            Save
          </Button>
        </Stack>
      </form>
    </Section>
  )
}
