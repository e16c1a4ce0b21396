import { Text } from '@mantine/core'
import { useInterval } from '@mantine/hooks'
import { useState } from 'react'
import { formatDuration } from './durations.ts'
import classes from './tasks.module.css'

/** How long the call has lasted, second by second. */
export const CallTimer = ({ since }: { since: number }) => {
  const [now, setNow] = useState(since)
  useInterval(() => setNow(Date.now()), 1000, { autoInvoke: true })
  return (
    <Text fw={550} className={classes.timer} role="timer" aria-label="Length of the call">
      {formatDuration((now - since) / 1000)}
    </Text>
  )
}
