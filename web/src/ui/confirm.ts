import { modals } from '@mantine/modals'
import type { ReactNode } from 'react'

type Question = {
  /** "Delete this template?" */
  title: string
  /** What will happen, and what of it cannot be undone. */
  text: ReactNode
  /** The button, by what it does: "Delete template". */
  confirm: string
  isDestructive?: boolean
  onConfirm(): void
}

/** Asks before something that cannot be undone. */
export const confirm = ({
  title,
  text,
  confirm: label,
  isDestructive = false,
  onConfirm,
}: Question): void => {
  modals.openConfirmModal({
    title,
    children: text,
    labels: { confirm: label, cancel: 'Cancel' },
    confirmProps: isDestructive ? { color: 'red.8' } : {},
    onConfirm,
  })
}
