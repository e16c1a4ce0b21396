import { ActionIcon, Checkbox, Group, MultiSelect, TextInput } from '@mantine/core'
import type { GetInputPropsReturnType } from '@mantine/form'
import { IconTrash } from '@tabler/icons-react'

type Props = {
  name: string
  isReadOnly: boolean
  inputOf(
    part: 'label' | 'kinds' | 'stops' | 'setsOutcome',
    type: 'input' | 'checkbox',
  ): GetInputPropsReturnType
  onRemove(): void
}

const KINDS = [
  { value: 'call', label: 'Calls' },
  { value: 'linkedin', label: 'LinkedIn' },
  { value: 'manual_mail', label: 'Mails' },
  { value: 'todo', label: 'To-dos' },
]

/** One outcome: its words, for which tasks, and what follows. */
export const OutcomeRow = ({ name, isReadOnly, inputOf, onRemove }: Props) => (
  <Group component="li" align="flex-start" gap="sm">
    <TextInput
      aria-label={`Words of ${name}`}
      maxLength={100}
      disabled={isReadOnly}
      flex="1 1 180px"
      {...inputOf('label', 'input')}
    />
    <MultiSelect
      aria-label={`Tasks of ${name}`}
      data={KINDS}
      disabled={isReadOnly}
      flex="1 1 240px"
      {...inputOf('kinds', 'input')}
    />
    <Group gap="sm" mih={36} wrap="nowrap">
      <Checkbox
        label="Stops"
        aria-label={`Stops the cadence: ${name}`}
        disabled={isReadOnly}
        {...inputOf('stops', 'checkbox')}
      />
      <Checkbox
        label="Sets Outcome"
        aria-label={`Sets Outcome: ${name}`}
        disabled={isReadOnly}
        {...inputOf('setsOutcome', 'checkbox')}
      />
      {!isReadOnly && (
        <ActionIcon variant="subtle" color="gray" aria-label={`Remove ${name}`} onClick={onRemove}>
          <IconTrash size={18} stroke={1.75} />
        </ActionIcon>
      )}
    </Group>
  </Group>
)
