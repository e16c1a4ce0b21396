import { Button, Group, Tooltip } from '@mantine/core'
import { IconArrowsSplit, IconTrash } from '@tabler/icons-react'
import type { MailOption, MailStep } from './draft.ts'
import { anotherOption } from './new-step.ts'

type Props = {
  step: MailStep
  option: MailOption
  onChange(step: MailStep): void
  onChoose(key: string): void
}

/** Adds an option to compare with, or takes the one shown away. */
export const OptionActions = ({ step, option, onChange, onChoose }: Props) => {
  const { options } = step
  const add = (): void => {
    const another = anotherOption(options)
    onChange({ ...step, options: [...options, another] })
    onChoose(another.key)
  }
  const remove = (): void => {
    const left = options.filter(({ key }) => key !== option.key)
    onChange({ ...step, options: left })
    const next = left[0]
    if (next) onChoose(next.key)
  }
  return (
    <Group gap="xs">
      {options.length > 1 && (
        <Button
          size="xs"
          variant="subtle"
          color="gray"
          leftSection={<IconTrash size={14} aria-hidden />}
          onClick={remove}
        >
          Remove this option
        </Button>
      )}
      <Tooltip label="Another text beside this one; prospects get one or the other by their weights">
        <Button
          size="xs"
          variant="default"
          leftSection={<IconArrowsSplit size={14} aria-hidden />}
          onClick={add}
          disabled={options.length >= 26}
        >
          Add an option (A/B)
        </Button>
      </Tooltip>
    </Group>
  )
}
