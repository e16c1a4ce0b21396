import { Button, Divider, Group, Stack, TextInput, Title } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { type FormEvent, useState } from 'react'
import { sentenceOf } from '#api/index.ts'
import type { Prospect } from '../types.ts'
import { EditableField } from './editable-field.tsx'
import { useChangeProspect } from './use-change-prospect.ts'

/** The company's own fields; an emptied one is gone from him. */
export const CustomFields = ({ prospect }: { prospect: Prospect }) => {
  const { mutateAsync } = useChangeProspect(prospect.id)
  const [isAdding, setAdding] = useState(false)
  const save = (name: string, value: string) => mutateAsync({ customFields: { [name]: value } })
  const names = Object.keys(prospect.customFields).sort((a, b) => a.localeCompare(b))
  return (
    <Stack gap={2} component="section" aria-label="Custom fields">
      <Divider mb={6} />
      <Title order={3} size="h4" mb={2}>
        Custom fields
      </Title>
      {names.map((name) => (
        <EditableField
          key={name}
          label={name}
          value={prospect.customFields[name] ?? ''}
          onSave={(value) => save(name, value)}
        />
      ))}
      {isAdding ? (
        <NewField onSave={save} onClose={() => setAdding(false)} />
      ) : (
        <Button
          variant="subtle"
          color="gray"
          size="compact-sm"
          w="fit-content"
          leftSection={<IconPlus size={14} aria-hidden />}
          onClick={() => setAdding(true)}
        >
          Add a field
        </Button>
      )}
    </Stack>
  )
}

const NewField = ({
  onSave,
  onClose,
}: {
  onSave(name: string, value: string): Promise<unknown>
  onClose(): void
}) => {
  const [error, setError] = useState<string | null>(null)
  const submit = async (event: FormEvent<HTMLFormElement>): Promise<void> => {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    const name = String(form.get('name')).trim()
    const value = String(form.get('value')).trim()
    if (name === '' || value === '') {
      setError('Both are needed: what it is called, and what it is.')
      return
    }
    try {
      await onSave(name, value)
      onClose()
    } catch (failure) {
      setError(sentenceOf(failure))
    }
  }
  return (
    <form onSubmit={(event) => void submit(event)} onKeyDown={({ key }) => key === 'Escape' && onClose()}>
      <Group gap="xs" align="flex-start" wrap="nowrap" mt={4}>
        <TextInput
          name="name"
          size="sm"
          placeholder="Industry"
          aria-label="Name of the field"
          data-autofocus
          autoFocus
          error={error}
          flex={1}
        />
        <TextInput name="value" size="sm" placeholder="Steel" aria-label="Value of the field" flex={1} />
      </Group>
      <Group gap="xs" mt="xs">
        <Button size="compact-sm" type="submit">
          Add
        </Button>
        <Button size="compact-sm" variant="default" onClick={onClose}>
          Cancel
        </Button>
      </Group>
    </form>
  )
}
