import { Text } from '@mantine/core'
import type { ReactNode } from 'react'
import classes from './editable-field.module.css'

/** A field with its name at the left. */
export const FieldRow = ({ label, children }: { label: string; children: ReactNode }) => (
  <div className={classes.row}>
    <Text size="sm" c="dimmed" truncate title={label}>
      {label}
    </Text>
    <div>{children}</div>
  </div>
)
