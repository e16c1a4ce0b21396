import { type ComponentProps, lazy, Suspense } from 'react'
import { LoadingRows } from '#ui/states/index.ts'

const LoadedNotes = lazy(async () => ({ default: (await import('./recent-notes.tsx')).RecentNotes }))
const LoadedEvents = lazy(async () => ({ default: (await import('./recent-events.tsx')).RecentEvents }))

/** The newest notes about a prospect, loaded when they are first shown, as his last events are: the words and signs of all events weigh. */
export const RecentNotes = (props: ComponentProps<typeof LoadedNotes>) => (
  <Suspense fallback={<LoadingRows rows={3} height={32} />}>
    <LoadedNotes {...props} />
  </Suspense>
)

/** What happened with a prospect last. */
export const RecentEvents = (props: ComponentProps<typeof LoadedEvents>) => (
  <Suspense fallback={<LoadingRows rows={3} height={32} />}>
    <LoadedEvents {...props} />
  </Suspense>
)
