import { ActionIcon, Group, Text, UnstyledButton } from '@mantine/core'
import { IconExternalLink } from '@tabler/icons-react'
import { useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import { safeLink } from '../safe-link.ts'
import classes from './editable-field.module.css'
import { FieldInput } from './field-input.tsx'
import { FieldRow } from './field-row.tsx'

type Props = {
  label: string
  value: string
  /** Stands where there is no value. Default: "Add". */
  placeholder?: string
  /** What it may be, to choose from while typing. */
  options?: readonly string[]
  /** It holds the address of a page, which can be opened. */
  isLink?: boolean
  /** Rejects with what is wrong, which is shown at the field. */
  onSave(value: string): Promise<unknown>
}

/** A field that is edited where it stands: Enter saves, Escape leaves it as it was. */
export const EditableField = ({
  label,
  value,
  placeholder = 'Add',
  options,
  isLink = false,
  onSave,
}: Props) => {
  const button = useRef<HTMLButtonElement>(null)
  const [isEditing, setEditing] = useState(false)
  const close = (): void => {
    // At once, so that the button is there to take the focus.
    flushSync(() => setEditing(false))
    button.current?.focus()
  }
  const href = isLink ? safeLink(value) : null
  return (
    <FieldRow label={label}>
      {isEditing ? (
        <FieldInput label={label} value={value} options={options} onSave={onSave} onClose={close} />
      ) : (
        <Group gap={2} wrap="nowrap">
          <UnstyledButton
            ref={button}
            className={classes.value}
            onClick={() => setEditing(true)}
            aria-label={`${label}: ${value || placeholder}. Edit`}
          >
            {value || (
              <Text span inherit className={classes.empty}>
                {placeholder}
              </Text>
            )}
          </UnstyledButton>
          {href !== null && (
            <ActionIcon
              component="a"
              href={href}
              target="_blank"
              rel="noreferrer noopener"
              variant="subtle"
              color="gray"
              aria-label={`Open ${label} in a new tab`}
            >
              <IconExternalLink size={16} stroke={1.5} />
            </ActionIcon>
          )}
        </Group>
      )}
    </FieldRow>
  )
}
