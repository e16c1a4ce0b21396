import { Skeleton, Stack } from '@mantine/core'

/** What stands where a page will be while it loads. */
export const PagePending = () => (
  <Stack gap="md" aria-busy aria-label="Loading" role="status">
    <Skeleton height={32} width={220} mb="md" />
    {['a', 'b', 'c', 'd', 'e'].map((row) => (
      <Skeleton key={row} height={44} />
    ))}
  </Stack>
)
