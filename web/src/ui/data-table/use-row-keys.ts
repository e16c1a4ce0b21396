import { useState } from 'react'
import { useShortcuts } from '../shortcuts/index.ts'

type Options<Row> = {
  rows: readonly Row[]
  keyOf(row: Row): string
  onOpen: ((row: Row) => void) | undefined
  onToggle: ((key: string) => void) | undefined
  /** Brings a row into sight. */
  show(index: number): void
}

/** Moves through the rows with j and k, opens with Enter, selects with x. Returns the key of the row it stands at, or null. */
export const useRowKeys = <Row>({ rows, keyOf, onOpen, onToggle, show }: Options<Row>): string | null => {
  const [active, setActive] = useState<string | null>(null)
  const index = rows.findIndex((row) => keyOf(row) === active)
  const row = rows[index]
  const move = (by: number): void => {
    const next = Math.min(rows.length - 1, Math.max(0, index === -1 ? 0 : index + by))
    const target = rows[next]
    if (target === undefined) return
    setActive(keyOf(target))
    show(next)
  }
  useShortcuts('List', [
    { keys: 'j', label: 'Next row', run: () => move(1) },
    { keys: 'k', label: 'Row before', run: () => move(-1) },
    ...(onOpen
      ? [{ keys: 'Enter', label: 'Open the row', run: () => row !== undefined && onOpen(row) }]
      : []),
    ...(onToggle
      ? [{ keys: 'x', label: 'Select the row', run: () => row !== undefined && onToggle(keyOf(row)) }]
      : []),
  ])
  return row === undefined ? null : active
}
