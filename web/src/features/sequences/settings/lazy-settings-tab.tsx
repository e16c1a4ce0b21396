import { lazy, Suspense } from 'react'
import { LoadingRows } from '#ui/states/index.ts'
import type { SettingsProps } from './settings-tab.tsx'

const SettingsTab = lazy(async () => ({ default: (await import('./settings-tab.tsx')).SettingsTab }))

/** The settings of a draft, whose code is fetched when they are first looked at. */
export const LazySettingsTab = (props: SettingsProps) => (
  <Suspense fallback={<LoadingRows />}>
    <SettingsTab {...props} />
  </Suspense>
)
