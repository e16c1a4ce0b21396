import { ActionIcon, Badge, Group, Menu, Text, UnstyledButton, VisuallyHidden } from '@mantine/core'
import { IconArrowDown, IconArrowUp, IconCopy, IconDots, IconTrash } from '@tabler/icons-react'
import type { KeyboardEvent } from 'react'
import type { Step } from './draft.ts'
import { StepIcon } from './step-icon.tsx'
import { stepTitle, TASK_NAMES } from './step-words.ts'
import classes from './steps.module.css'

export type StepActions = {
  onOpen(): void
  onMove(by: number): void
  onDuplicate(): void
  onRemove(): void
}

type Props = StepActions & {
  step: Step
  number: number | undefined
  day: number | undefined
  isOpen: boolean
  isReadOnly: boolean
  mistakes: number
  isDragged: boolean
  /** What is dragged would be put before it. */
  isTarget: boolean
}

/** A step in the line. Alt with the arrows moves it, Delete removes it. */
export const StepCard = (props: Props) => {
  const { step, number, day, isOpen, isReadOnly, mistakes, onOpen, onMove, onRemove } = props
  const isWait = step.kind === 'wait'
  const name = number === undefined ? stepTitle(step) : `Step ${number}: ${stepTitle(step)}`
  const onKey = (event: KeyboardEvent): void => {
    if (isReadOnly) return
    const moves: Record<string, number> = { ArrowUp: -1, ArrowDown: 1 }
    const by = event.altKey ? moves[event.key] : undefined
    if (by !== undefined) onMove(by)
    else if (event.key === 'Delete') onRemove()
    else return
    event.preventDefault()
  }
  return (
    <div
      className={classes.card}
      data-wait={isWait || undefined}
      data-dragged={props.isDragged || undefined}
      data-target={props.isTarget || undefined}
    >
      <span className={classes.handle}>
        <StepIcon kind={step.kind === 'task' ? step.task : step.kind} size={isWait ? 14 : 18} />
      </span>
      <UnstyledButton
        className={classes.open}
        onClick={onOpen}
        onKeyDown={onKey}
        aria-current={isOpen ? 'step' : undefined}
        data-step={step.key}
      >
        {number !== undefined && <VisuallyHidden>Step {number}: </VisuallyHidden>}
        {!isWait && (
          <Group gap={6} wrap="nowrap">
            <Text size="xs" c="dimmed">
              {step.kind === 'mail' ? 'Mail' : TASK_NAMES[step.task]} · Day {day}
            </Text>
            {step.kind === 'mail' && step.options.length > 1 && (
              <Badge size="xs" variant="light" color="gray" tt="none">
                {step.options.length} options
              </Badge>
            )}
            {mistakes > 0 && (
              <Badge size="xs" variant="light" color="red" tt="none">
                {mistakes} to mend
              </Badge>
            )}
          </Group>
        )}
        <Text size="sm" fw={isWait ? 400 : 550} c={isWait ? 'dimmed' : undefined} truncate>
          {stepTitle(step)}
        </Text>
      </UnstyledButton>
      {!isReadOnly && <StepMenu {...props} name={name} />}
    </div>
  )
}

const StepMenu = ({ name, onMove, onDuplicate, onRemove }: StepActions & { name: string }) => (
  <Menu position="bottom-end" width={190}>
    <Menu.Target>
      <ActionIcon variant="subtle" color="gray" size="sm" aria-label={`More for ${name}`}>
        <IconDots size={16} />
      </ActionIcon>
    </Menu.Target>
    <Menu.Dropdown>
      <Menu.Item
        leftSection={<IconArrowUp size={16} />}
        rightSection={<Keys text="Alt ↑" />}
        onClick={() => onMove(-1)}
      >
        Move up
      </Menu.Item>
      <Menu.Item
        leftSection={<IconArrowDown size={16} />}
        rightSection={<Keys text="Alt ↓" />}
        onClick={() => onMove(1)}
      >
        Move down
      </Menu.Item>
      <Menu.Item leftSection={<IconCopy size={16} />} onClick={onDuplicate}>
        Duplicate
      </Menu.Item>
      <Menu.Divider />
      <Menu.Item
        color="red"
        leftSection={<IconTrash size={16} />}
        rightSection={<Keys text="Del" />}
        onClick={onRemove}
      >
        Remove
      </Menu.Item>
    </Menu.Dropdown>
  </Menu>
)

const Keys = ({ text }: { text: string }) => (
  <Text size="xs" c="dimmed">
    {text}
  </Text>
)
