import { Button, Group, Tooltip } from '@mantine/core'
import { IconArrowsSplit, IconTrash } from '@tabler/icons-react'
import { offerUndo } from '#ui/undo.tsx'
import type { MailOption, MailStep } from './draft.ts'
import { anotherOption } from './new-step.ts'

type Props = {
  step: MailStep
  option: MailOption
  onChange(change: (step: MailStep) => MailStep): void
  onChoose(key: string): void
}

/** Adds an option to compare with, or takes the one shown away. */
export const OptionActions = ({ step, option, onChange, onChoose }: Props) => {
  const { options } = step
  const add = (): void => {
    const another = anotherOption(options)
    onChange((now) => ({ ...now, options: [...now.options, another] }))
    onChoose(another.key)
  }
  const remove = (): void => {
    const place = options.indexOf(option)
    onChange((now) => ({ ...now, options: now.options.filter(({ key }) => key !== option.key) }))
    const next = options.find(({ key }) => key !== option.key)
    if (next) onChoose(next.key)
    const undo = (): void => {
      onChange((now) => ({ ...now, options: now.options.toSpliced(place, 0, option) }))
      onChoose(option.key)
    }
    offerUndo({ message: `“${option.template}” is removed.`, onUndo: undo })
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
