import { Checkbox, Table } from '@mantine/core'
import type { MouseEvent, ReactNode, Ref } from 'react'
import type { Column } from './column.ts'
import classes from './data-table.module.css'

type Props<Row> = {
  ref: Ref<HTMLTableRowElement>
  index: number
  row: Row
  columns: readonly Column<Row>[]
  isActive: boolean
  onOpen: ((row: Row) => void) | undefined
  selection: { label: string; isSelected: boolean; onToggle(isRange: boolean): void } | undefined
}

/** One row in sight. A click that does nothing else opens it. */
export const DataRow = <Row,>({
  ref,
  index,
  row,
  columns,
  isActive,
  onOpen,
  selection,
}: Props<Row>): ReactNode => {
  const open = (event: MouseEvent): void => {
    if (onOpen === undefined || isOwnClick(event)) return
    onOpen(row)
  }
  return (
    <Table.Tr
      ref={ref}
      data-index={index}
      data-active={isActive}
      data-selected={selection?.isSelected ?? false}
      aria-rowindex={index + 2}
      className={onOpen ? `${classes.row} ${classes.opens}` : classes.row}
      onClick={open}
    >
      {selection && (
        <Table.Td className={classes.check}>
          <Checkbox
            size="xs"
            aria-label={selection.label}
            checked={selection.isSelected}
            onChange={({ nativeEvent }) =>
              selection.onToggle('shiftKey' in nativeEvent && nativeEvent.shiftKey === true)
            }
          />
        </Table.Td>
      )}
      {columns.map(({ key, from, isNumber, render }) => (
        <Table.Td key={key} visibleFrom={from} className={isNumber ? classes.number : undefined}>
          {render(row)}
        </Table.Td>
      ))}
    </Table.Tr>
  )
}

/** A click on something that acts itself, or the end of marking a text. */
const isOwnClick = ({ target }: MouseEvent): boolean =>
  (target instanceof Element && target.closest('a, button, input, label, [role=menuitem]') !== null) ||
  (window.getSelection()?.toString() ?? '') !== ''
