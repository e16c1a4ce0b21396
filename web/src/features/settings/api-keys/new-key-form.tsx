import { Button, Group, Radio, Select, Stack, TextInput } from '@mantine/core'
import { isNotEmpty, useForm } from '@mantine/form'
import { api, formErrors, useApiMutation } from '#api/index.ts'
import { useHasRole, useSession } from '#app/session.ts'
import { useMembers } from '#app/use-members.ts'

export type Made = { id: string; apiKey: string }

type Values = { name: string; edition: '2017' | '2023'; holder: string }

const COMPANY = 'company'

export const NewKeyForm = ({ onMade, onCancel }: { onMade(made: Made): void; onCancel(): void }) => {
  const isAdmin = useHasRole('admin')
  const { userId } = useSession()
  const { items: members } = useMembers()
  const form = useForm<Values>({
    initialValues: { name: '', edition: '2023', holder: userId },
    validate: { name: isNotEmpty('Name the program that will use it.') },
  })
  const make = useApiMutation({
    mutate: ({ name, edition, holder }: Values) =>
      api.post('/api-keys', { body: { name, edition, userId: holder === COMPANY ? null : holder } }),
    changes: ['/api-keys'],
    onDone: onMade,
    onFailed: (error) => {
      const errors = formErrors(error, ['name', 'edition', 'holder'], { userId: 'holder' })
      if (errors) form.setErrors(errors)
      return errors !== null
    },
  })
  return (
    <form noValidate onSubmit={form.onSubmit((values) => make.mutate(values))}>
      <Stack>
        <TextInput
          label="Name"
          placeholder="CRM"
          description="What it is for, so that you know which one to end."
          data-autofocus
          required
          {...form.getInputProps('name')}
        />
        {isAdmin && (
          <Select
            label="Speaks for"
            description="A key of the company names a member in each request."
            data={[
              ...members.map(({ userId: value, name }) => ({ value, label: name })),
              { value: COMPANY, label: 'The company' },
            ]}
            allowDeselect={false}
            {...form.getInputProps('holder')}
          />
        )}
        <Radio.Group
          label="Answers of the Klenty API"
          description="The shapes that an integration written for Klenty expects. A request can ask for the other ones."
          {...form.getInputProps('edition')}
        >
          <Group mt="xs">
            <Radio value="2023" label="2023, today’s" />
            <Radio value="2017" label="2017, the first" />
          </Group>
        </Radio.Group>
        <Group justify="flex-end">
          <Button variant="default" onClick={onCancel}>
            Cancel
          </Button>
          <Button type="submit" loading={make.isPending}>
            Make key
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
