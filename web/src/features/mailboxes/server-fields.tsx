import { Checkbox, Group, NumberInput, Select, TextInput } from '@mantine/core'
import type { UseFormReturnType } from '@mantine/form'
import type { ServerValues } from './server-values.ts'

const SECURITY = [
  { value: 'tls', label: 'TLS' },
  { value: 'starttls', label: 'STARTTLS' },
  { value: 'none', label: 'None' },
]

type Props<Values> = { form: UseFormReturnType<Values>; of: 'smtp' | 'imap'; label: string }

/** Where one server is. */
export const ServerFields = <Values extends { smtp: ServerValues; imap: ServerValues }>({
  form,
  of,
  label,
}: Props<Values>) => (
  <Group gap="sm" align="flex-start">
    <TextInput
      label={label}
      placeholder={`${of}.example.com`}
      flex="1 1 200px"
      {...form.getInputProps(`${of}.host`)}
    />
    <NumberInput
      label="Port"
      aria-label={`Port of ${label}`}
      w={96}
      min={1}
      max={65_535}
      allowDecimal={false}
      hideControls
      {...form.getInputProps(`${of}.port`)}
    />
    <Select
      label="Encryption"
      aria-label={`Encryption of ${label}`}
      w={140}
      data={SECURITY}
      allowDeselect={false}
      {...form.getInputProps(`${of}.security`)}
    />
    <Checkbox
      label="Check its certificate"
      description="Off only for a server of your own whose certificate nobody vouches for."
      {...form.getInputProps(`${of}.verifyCertificate`, { type: 'checkbox' })}
    />
  </Group>
)
