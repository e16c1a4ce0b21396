import { type ComponentProps, lazy, Suspense } from 'react'
import { LoadingRows } from '#ui/states/index.ts'

const Loaded = lazy(async () => ({ default: (await import('./enrolments-table.tsx')).EnrolmentsTable }))

/** The tab of a cadence or journey that shows who is in it, loaded when it is opened. */
export const EnrolmentsTable = (props: ComponentProps<typeof Loaded>) => (
  <Suspense fallback={<LoadingRows rows={8} />}>
    <Loaded {...props} />
  </Suspense>
)
