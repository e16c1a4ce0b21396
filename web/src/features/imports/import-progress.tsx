import { Button, Progress, Stack, Text } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import { api, useApiMutation } from '#api/index.ts'
import { Callout } from '#ui/callout.tsx'
import { formatNumber } from '#ui/numbers.ts'
import { formatBytes } from './file-kind.ts'
import type { Import } from './types.ts'

/** How far an import is; nothing once it is done. */
export const ImportProgress = ({ of: one }: { of: Import }) => {
  const percent = one.totalBytes === 0 ? 0 : Math.floor((one.readBytes / one.totalBytes) * 100)
  if (one.state === 'done') return null
  if (one.state === 'failed') return <Failed of={one} />
  return (
    <Stack gap="xs" aria-live="polite">
      <Progress
        value={percent}
        size="lg"
        radius="xl"
        animated={one.state === 'running'}
        aria-label="Read of the file"
      />
      <Text size="sm" c="dimmed">
        {one.state === 'waiting'
          ? 'It begins in a moment.'
          : `${formatNumber(one.rows)} rows, ${formatBytes(one.readBytes)} of ${formatBytes(one.totalBytes)}.`}
        {one.error && ` It stumbled and is tried again: ${one.error}`}
      </Text>
    </Stack>
  )
}

const Failed = ({ of: { id, error, rows } }: { of: Import }) => {
  const { mutate, isPending } = useApiMutation({
    mutate: () => api.post('/imports/{id}/retry', { params: { path: { id } } }),
    changes: ['/imports'],
  })
  return (
    <Callout icon={IconAlertTriangle} color="red" title="It could not go on" isAlert>
      <Stack gap="sm" align="flex-start">
        <Text size="sm">
          {error} {rows > 0 && `The first ${formatNumber(rows)} rows are done and stay.`}
        </Text>
        <Button variant="default" loading={isPending} onClick={() => mutate()}>
          Try to go on
        </Button>
      </Stack>
    </Callout>
  )
}
