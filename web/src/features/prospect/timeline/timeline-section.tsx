import { Button, Stack } from '@mantine/core'
import { IconHistory } from '@tabler/icons-react'
import { useInfiniteQuery } from '@tanstack/react-query'
import type { Ref } from 'react'
import { apiPages, itemsOf } from '#api/index.ts'
import { Section } from '#ui/section.tsx'
import { EmptyState, FailedState, LoadingRows } from '#ui/states/index.ts'
import type { TimelineView } from '../prospect-search.ts'
import { NoteComposer } from './note-composer.tsx'
import classes from './timeline.module.css'
import { TimelineEntry } from './timeline-entry.tsx'
import { TimelineFilter } from './timeline-filter.tsx'
import { groupsOf } from './timeline-views.ts'

type Props = {
  prospectId: string
  view: TimelineView | undefined
  onView(view: TimelineView | undefined): void
  composer: Ref<HTMLTextAreaElement>
}

/** Everything that happened with a prospect, newest first, and a place to write a note. */
export const TimelineSection = ({ prospectId, view, onView, composer }: Props) => {
  const timeline = useInfiniteQuery(
    apiPages('/prospects/{prospect}/timeline', {
      params: { path: { prospect: prospectId }, query: { group: groupsOf(view), limit: 40 } },
    }),
  )
  const events = itemsOf(timeline.data)
  return (
    <Section title="Timeline">
      <Stack gap="md">
        <NoteComposer prospectId={prospectId} ref={composer} />
        <TimelineFilter view={view} onChoose={onView} />
        {timeline.isPending && <LoadingRows rows={6} height={40} />}
        {timeline.error && (
          <FailedState isSmall error={timeline.error} onRetry={() => void timeline.refetch()} />
        )}
        {timeline.data && events.length === 0 && (
          <EmptyState
            isSmall
            icon={IconHistory}
            title="Nothing of this yet"
            text={
              view === undefined
                ? 'Start him in a cadence, call him or write a note: it will stand here.'
                : 'Choose “Everything” to see what else there is.'
            }
          />
        )}
        {events.length > 0 && (
          <ol className={classes.list} aria-label="Timeline">
            {events.map((event) => (
              <TimelineEntry key={event.id} event={event} />
            ))}
          </ol>
        )}
        {timeline.hasNextPage && (
          <Button
            variant="default"
            onClick={() => void timeline.fetchNextPage()}
            loading={timeline.isFetchingNextPage}
          >
            Show what was before
          </Button>
        )}
      </Stack>
    </Section>
  )
}
