import { Paper, SimpleGrid, Text } from '@mantine/core'
import { formatNumber } from '#ui/numbers.ts'
import type { Import } from './types.ts'

/** What became of the rows so far. */
export const ImportNumbers = ({ of: one }: { of: Import }) => {
  const numbers = [
    { label: 'Added', value: one.added },
    { label: 'Updated', value: one.updated },
    { label: 'Left as they were', value: one.skipped },
    { label: 'Repeated in the file', value: one.repeated },
    { label: 'Rejected', value: one.rejected },
  ]
  return (
    <Paper withBorder radius="lg" p="lg">
      <SimpleGrid cols={{ base: 2, sm: 5 }} component="dl" m={0}>
        {numbers.map(({ label, value }) => (
          <div key={label}>
            <Text component="dt" size="sm" c="dimmed">
              {label}
            </Text>
            <Text component="dd" m={0} fz={24} fw={600} style={{ fontVariantNumeric: 'tabular-nums' }}>
              {formatNumber(value)}
            </Text>
          </div>
        ))}
      </SimpleGrid>
    </Paper>
  )
}
