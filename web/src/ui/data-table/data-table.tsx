import { Table } from '@mantine/core'
import { useWindowVirtualizer } from '@tanstack/react-virtual'
import { type ReactNode, useLayoutEffect, useRef, useState } from 'react'
import { FailedState, LoadingRows } from '../states/index.ts'
import type { Column } from './column.ts'
import { DataRow } from './data-row.tsx'
import classes from './data-table.module.css'
import { HeaderRow } from './header-row.tsx'
import { MoreRows } from './more-rows.tsx'
import { type Selection, setRange, toggleAll, toggleKey } from './selection.ts'
import { useRowKeys } from './use-row-keys.ts'

/** The part of `useInfiniteQuery(apiPages(…))` that a table looks at; a whole list needs no more than the first three. */
export type Loading = {
  isPending: boolean
  error: Error | null
  refetch(): unknown
  hasNextPage?: boolean
  isFetchingNextPage?: boolean
  fetchNextPage?(): unknown
}

type Props<Row> = {
  /** What it lists, for those who hear it: "Prospects". */
  label: string
  columns: readonly Column<Row>[]
  rows: readonly Row[]
  keyOf(row: Row): string
  loading: Loading
  /** What stands in place of no rows. */
  empty: ReactNode
  /** Opens a row, by a click on it or Enter; its first cell should hold a link that does the same. */
  onOpen?(row: Row): void
  selection?: Selection
  /** Pixels; what a row is before it is measured. */
  rowHeight?: number
}

/** A list of any length: only the rows in sight are in the page, and the next page is asked for before its end is reached. */
export const DataTable = <Row,>(props: Props<Row>) => {
  const { label, columns, rows, keyOf, loading, empty, onOpen, selection, rowHeight = 48 } = props
  const table = useRef<HTMLTableElement>(null)
  const [top, setTop] = useState(0)
  const [anchor, setAnchor] = useState<string | null>(null)
  useLayoutEffect(() => setTop(table.current?.offsetTop ?? 0), [])
  const virtualizer = useWindowVirtualizer({
    count: rows.length,
    estimateSize: () => rowHeight,
    overscan: 6,
    scrollMargin: top,
    getItemKey: (index) => {
      const row = rows[index]
      return row === undefined ? index : keyOf(row)
    },
  })
  const keys = rows.map(keyOf)
  const toggle = (key: string, isRange: boolean): void => {
    if (!selection) return
    const { selected, onChange } = selection
    const isSelected = !selected.has(key)
    onChange(
      isRange && anchor !== null
        ? setRange(selected, keys, { from: anchor, to: key, isSelected })
        : toggleKey(selected, key),
    )
    setAnchor(key)
  }
  const active = useRowKeys({
    rows,
    keyOf,
    onOpen,
    onToggle: selection && ((key) => toggle(key, false)),
    show: (index) => virtualizer.scrollToIndex(index, { align: 'auto' }),
  })

  if (loading.isPending) return <LoadingRows rows={10} height={rowHeight - 8} />
  if (loading.error && rows.length === 0)
    return <FailedState error={loading.error} onRetry={() => void loading.refetch()} />
  if (rows.length === 0) return empty

  const items = virtualizer.getVirtualItems()
  const before = (items[0]?.start ?? top) - top
  const after = virtualizer.getTotalSize() + top - (items.at(-1)?.end ?? top)
  return (
    <>
      <Table
        ref={table}
        className={classes.table}
        aria-label={label}
        aria-rowcount={loading.hasNextPage ? -1 : rows.length + 1}
      >
        <HeaderRow
          columns={columns}
          selection={
            selection && {
              isAll: keys.every((key) => selection.selected.has(key)),
              isSome: keys.some((key) => selection.selected.has(key)),
              onToggle: () => selection.onChange(toggleAll(selection.selected, keys)),
            }
          }
        />
        <Table.Tbody>
          <Gap height={before} />
          {items.map(({ index, key }) => {
            const row = rows[index]
            if (row === undefined) return null
            const rowKey = keyOf(row)
            return (
              <DataRow
                key={key}
                ref={virtualizer.measureElement}
                index={index}
                row={row}
                columns={columns}
                isActive={rowKey === active}
                onOpen={onOpen}
                selection={
                  selection && {
                    label: selection.labelOf(rowKey),
                    isSelected: selection.selected.has(rowKey),
                    onToggle: (isRange) => toggle(rowKey, isRange),
                  }
                }
              />
            )
          })}
          <Gap height={after} />
        </Table.Tbody>
      </Table>
      <MoreRows loading={loading} isNear={(items.at(-1)?.index ?? 0) >= rows.length - 20} />
    </>
  )
}

/** Stands for the rows that are out of sight. */
const Gap = ({ height }: { height: number }) =>
  height > 0 ? (
    <tr aria-hidden className={classes.gap}>
      <td style={{ height }} />
    </tr>
  ) : null
