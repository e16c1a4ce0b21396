import { Button, Text } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { apiPages, itemsOf } from '#api/index.ts'
import { formatNumber } from '#ui/numbers.ts'
import { Section } from '#ui/section.tsx'
import { FailedState, LoadingRows } from '#ui/states/index.ts'
import classes from './imports.module.css'
import type { Import, RejectedRow } from './types.ts'

/** The rows that could not be taken, each with the reason and its cells. */
export const RejectedRows = ({ of: { id, rejected }, actions }: { of: Import; actions: ReactNode }) => {
  const rows = useInfiniteQuery(
    apiPages('/imports/{id}/rejections', { params: { path: { id }, query: { limit: 25 } } }),
  )
  return (
    <Section
      title={`${formatNumber(rejected)} rejected`}
      about="Correct them in the downloaded file and import it as it is: its first two columns are left out by themselves."
      actions={actions}
    >
      {rows.isPending && <LoadingRows rows={3} />}
      {rows.error && <FailedState isSmall error={rows.error} onRetry={() => void rows.refetch()} />}
      <ol className={classes.rows} aria-label="Rejected rows">
        {itemsOf(rows.data).map((row) => (
          <Rejected key={row.row} row={row} />
        ))}
      </ol>
      {rows.hasNextPage && (
        <Button
          variant="default"
          mt="md"
          loading={rows.isFetchingNextPage}
          onClick={() => void rows.fetchNextPage()}
        >
          Show more
        </Button>
      )}
    </Section>
  )
}

const Rejected = ({ row: { row, reason, cells } }: { row: RejectedRow }) => (
  <li className={classes.rejected}>
    <Text size="sm">
      <Text span inherit c="dimmed">
        {`Row ${formatNumber(row)} `}
      </Text>
      {reason}
    </Text>
    <dl className={classes.cells}>
      {cells
        .filter(({ value }) => value !== '')
        .slice(0, 8)
        .map(({ column, value }) => (
          <div key={column} className={classes.cell}>
            <dt>{column}</dt>
            <dd>{value}</dd>
          </div>
        ))}
    </dl>
  </li>
)
