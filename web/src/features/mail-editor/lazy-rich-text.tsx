import { Skeleton } from '@mantine/core'
import { type ComponentProps, lazy, Suspense } from 'react'

const Loaded = lazy(async () => ({ default: (await import('./rich-text.tsx')).RichText }))

/** The editor of simple texts, loaded when one is first shown: it weighs as much as the rest of a page. */
export const RichText = (props: ComponentProps<typeof Loaded>) => (
  <Suspense fallback={<Skeleton height={240} />}>
    <Loaded {...props} />
  </Suspense>
)
