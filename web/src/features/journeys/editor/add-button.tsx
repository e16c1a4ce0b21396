import { Button, type ButtonProps } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import type { Ref } from 'react'

type Props = ButtonProps & { label: string; ref?: Ref<HTMLButtonElement> }

/** Opens a menu of nodes that can be added. */
export const AddButton = ({ label, ...button }: Props) => (
  <Button leftSection={<IconPlus size={16} aria-hidden />} {...button}>
    {label}
  </Button>
)
