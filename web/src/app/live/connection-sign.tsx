import { Group, Loader, Paper, Text } from '@mantine/core'
import classes from './connection-sign.module.css'
import { useLive } from './use-live.ts'

/** Keeps the page up to date, and says so when it cannot. */
export const ConnectionSign = () => {
  const isAway = useLive()
  return (
    <div role="status" className={classes.place}>
      {isAway && (
        <Paper withBorder shadow="sm" px="md" py="xs" radius="xl">
          <Group gap="xs" wrap="nowrap">
            <Loader size="xs" aria-hidden />
            <Text size="sm">
              The server is out of reach. What you see may be old; it is being tried again.
            </Text>
          </Group>
        </Paper>
      )}
    </div>
  )
}
