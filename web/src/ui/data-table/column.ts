import type { MantineBreakpoint } from '@mantine/core'
import type { ReactNode } from 'react'

export type Column<Row> = {
  key: string
  /** Empty text needs `label`, for those who hear it. */
  header: ReactNode
  label?: string
  /** A width in CSS, for columns that should not share what is left. */
  width?: string | number
  /** Numbers stand at the right, below each other. */
  isNumber?: boolean
  /** Shown from this width of the window on; the first column is always shown. */
  from?: MantineBreakpoint
  render(row: Row): ReactNode
  /** Given: the header is a button that sorts by it. */
  sort?: { direction: 'ascending' | 'descending' | null; onSort(): void }
}
