import { Skeleton, Stack } from '@mantine/core'

/** Rows in grey while a list loads, of the height that they will have, so that nothing jumps. */
export const LoadingRows = ({ rows = 6, height = 44 }: { rows?: number; height?: number }) => (
  <Stack gap="xs" role="status" aria-busy aria-label="Loading">
    {Array.from({ length: rows }, (_, row) => row).map((row) => (
      <Skeleton key={row} height={height} />
    ))}
  </Stack>
)
