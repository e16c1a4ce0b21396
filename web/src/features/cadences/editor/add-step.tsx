import { ActionIcon, Button, Menu } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import type { StepChoice } from './new-step.ts'
import { StepIcon } from './step-icon.tsx'

const CHOICES: readonly { kind: StepChoice; label: string }[] = [
  { kind: 'mail', label: 'Mail' },
  { kind: 'wait', label: 'Wait' },
  { kind: 'call', label: 'Call' },
  { kind: 'linkedin', label: 'LinkedIn touch' },
  { kind: 'manual_mail', label: 'Manual mail' },
  { kind: 'todo', label: 'To-do' },
]

type Props = { label: string; onAdd(choice: StepChoice): void; isLast?: boolean }

/** What may be put into the line at this place. */
export const AddStep = ({ label, onAdd, isLast = false }: Props) => (
  <Menu width={190} position={isLast ? 'bottom-start' : 'bottom'}>
    <Menu.Target>
      {isLast ? (
        <Button variant="default" leftSection={<IconPlus size={16} aria-hidden />} fullWidth>
          {label}
        </Button>
      ) : (
        <ActionIcon variant="default" radius="xl" size={22} aria-label={label}>
          <IconPlus size={13} />
        </ActionIcon>
      )}
    </Menu.Target>
    <Menu.Dropdown>
      {CHOICES.map(({ kind, label: name }) => (
        <Menu.Item key={kind} leftSection={<StepIcon kind={kind} />} onClick={() => onAdd(kind)}>
          {name}
        </Menu.Item>
      ))}
    </Menu.Dropdown>
  </Menu>
)
