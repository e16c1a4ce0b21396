import { Menu, ScrollArea } from '@mantine/core'
import type { ReactElement } from 'react'
import type { NodeChoice } from '../nodes/new-node.ts'
import { CHOICE_ICONS } from './node-icon.tsx'

const GROUPS: readonly { name: string; choices: readonly { choice: NodeChoice; label: string }[] }[] = [
  {
    name: 'Reach out',
    choices: [
      { choice: 'mail', label: 'Mail' },
      { choice: 'call', label: 'Call' },
      { choice: 'linkedin', label: 'LinkedIn touch' },
      { choice: 'manual_mail', label: 'Mail by hand' },
      { choice: 'todo', label: 'To-do' },
    ],
  },
  {
    name: 'Wait and decide',
    choices: [
      { choice: 'wait', label: 'Wait for some time' },
      { choice: 'wait_until', label: 'Wait until a day' },
      { choice: 'wait_event', label: 'Wait for something to happen' },
      { choice: 'condition', label: 'Question: yes or no' },
    ],
  },
  {
    name: 'Change the prospect',
    choices: [
      { choice: 'add_tag', label: 'Add a tag' },
      { choice: 'remove_tag', label: 'Remove a tag' },
      { choice: 'move_to_list', label: 'Move to a list' },
      { choice: 'set_field', label: 'Set a field' },
    ],
  },
  {
    name: 'Elsewhere',
    choices: [
      { choice: 'start_sequence', label: 'Start in a cadence or journey' },
      { choice: 'stop_sequence', label: 'Stop in a cadence or journey' },
      { choice: 'webhook', label: 'Call a webhook' },
      { choice: 'notify', label: 'Tell the owner' },
      { choice: 'end', label: 'End' },
    ],
  },
]

type Props = { target: ReactElement; onChoose(choice: NodeChoice): void }

/** Chooses what kind of node is added. */
export const AddNodeMenu = ({ target, onChoose }: Props) => (
  <Menu width={270} position="bottom" shadow="md" withinPortal>
    <Menu.Target>{target}</Menu.Target>
    <Menu.Dropdown>
      <ScrollArea.Autosize mah={360} type="scroll">
        {GROUPS.map(({ name, choices }) => (
          <div key={name}>
            <Menu.Label>{name}</Menu.Label>
            {choices.map(({ choice, label }) => {
              const Sign = CHOICE_ICONS[choice]
              return (
                <Menu.Item
                  key={choice}
                  leftSection={<Sign size={16} stroke={1.75} aria-hidden />}
                  onClick={() => onChoose(choice)}
                >
                  {label}
                </Menu.Item>
              )
            })}
          </div>
        ))}
      </ScrollArea.Autosize>
    </Menu.Dropdown>
  </Menu>
)
