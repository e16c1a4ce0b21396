import type { ComponentProps } from 'react'
import { StatePanel } from './state-panel.tsx'

/** For a list without anything in it: says what to do first, with the button that does it. */
export const EmptyState = (props: Omit<ComponentProps<typeof StatePanel>, 'color'>) => (
  <StatePanel {...props} />
)
