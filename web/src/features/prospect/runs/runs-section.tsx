import { Button, Skeleton, Text } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { apiPages, itemsOf } from '#api/index.ts'
import { Section } from '#ui/section.tsx'
import { FailedState } from '#ui/states/index.ts'
import classes from '../list.module.css'
import type { Run } from '../types.ts'
import { RunRow } from './run-row.tsx'
import { useRunActions } from './use-run-actions.ts'

type Props = {
  prospectId: string /** Absent where he may not be mailed. */
  onStart: (() => void) | undefined
}

/** The cadences and journeys that a prospect is in, and those he was in. */
export const RunsSection = ({ prospectId, onStart }: Props) => {
  const [isWhole, setWhole] = useState(false)
  const runs = useInfiniteQuery(
    apiPages('/prospects/{prospect}/enrolments', { params: { path: { prospect: prospectId } } }),
  )
  const all = itemsOf(runs.data)
  const open = all.filter(({ phase }) => phase !== 'ended')
  const ended = all.filter(({ phase }) => phase === 'ended')
  const start = onStart && (
    <Button variant="default" size="compact-sm" onClick={onStart}>
      Start in …
    </Button>
  )
  return (
    <Section title="Cadences and journeys" actions={all.length > 0 && start}>
      {runs.isPending && <Skeleton height={56} />}
      {runs.error && <FailedState isSmall error={runs.error} onRetry={() => void runs.refetch()} />}
      {runs.data && all.length === 0 && <Nothing action={start} />}
      <RunList prospectId={prospectId} runs={isWhole ? all : open} label="Cadences and journeys" />
      {ended.length > 0 && !isWhole && (
        <Button
          variant="subtle"
          color="gray"
          size="compact-sm"
          mt={open.length > 0 ? 'md' : 0}
          onClick={() => setWhole(true)}
        >
          {`Show ${ended.length} earlier`}
        </Button>
      )}
      {isWhole && runs.hasNextPage && (
        <Button
          variant="subtle"
          color="gray"
          size="compact-sm"
          mt="md"
          onClick={() => void runs.fetchNextPage()}
          loading={runs.isFetchingNextPage}
        >
          Show more
        </Button>
      )}
    </Section>
  )
}

const Nothing = ({ action }: { action: React.ReactNode }) => (
  <>
    <Text size="sm" c="dimmed" mb={action ? 'sm' : 0}>
      In no cadence yet.
    </Text>
    {action}
  </>
)

const RunList = ({
  prospectId,
  runs,
  label,
}: {
  prospectId: string
  runs: readonly Run[]
  label: string
}) => {
  const actions = useRunActions(prospectId)
  if (runs.length === 0) return null
  return (
    <ul className={classes.list} aria-label={label}>
      {runs.map((run) => (
        <RunRow key={run.enrolmentId} run={run} actions={actions} />
      ))}
    </ul>
  )
}
