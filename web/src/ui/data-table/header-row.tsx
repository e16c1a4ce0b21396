import { Checkbox, Group, Table, UnstyledButton } from '@mantine/core'
import { IconArrowDown, IconArrowUp } from '@tabler/icons-react'
import type { Column } from './column.ts'
import classes from './data-table.module.css'

type Props<Row> = {
  columns: readonly Column<Row>[]
  selection: { isAll: boolean; isSome: boolean; onToggle(): void } | undefined
}

/** The head of a table, which stays in sight. */
export const HeaderRow = <Row,>({ columns, selection }: Props<Row>) => (
  <Table.Thead className={classes.head}>
    <Table.Tr>
      {selection && (
        <Table.Th className={classes.check}>
          <Checkbox
            size="xs"
            aria-label="Select all that are shown"
            checked={selection.isAll}
            indeterminate={selection.isSome && !selection.isAll}
            onChange={selection.onToggle}
          />
        </Table.Th>
      )}
      {columns.map(({ key, header, label, width, from, isNumber, sort }) => (
        <Table.Th
          key={key}
          w={width}
          visibleFrom={from}
          className={isNumber ? classes.number : undefined}
          aria-label={label}
          aria-sort={sort ? (sort.direction ?? 'none') : undefined}
        >
          {sort ? (
            <UnstyledButton className={classes.sort} onClick={sort.onSort}>
              <Group gap={4} wrap="nowrap" justify={isNumber ? 'flex-end' : 'flex-start'}>
                {header}
                {sort.direction === 'ascending' && <IconArrowUp size={14} aria-hidden />}
                {sort.direction === 'descending' && <IconArrowDown size={14} aria-hidden />}
              </Group>
            </UnstyledButton>
          ) : (
            header
          )}
        </Table.Th>
      ))}
    </Table.Tr>
  </Table.Thead>
)
