import type { AreaChartProps, BarChartProps } from '@mantine/charts'
import { Skeleton } from '@mantine/core'
import { lazy, Suspense } from 'react'

const load = () => import('./mantine-charts.ts')
const LoadedBars = lazy(async () => ({ default: (await load()).BarChart }))
const LoadedAreas = lazy(async () => ({ default: (await load()).AreaChart }))

const HEIGHT = 300

/** Mantine's chart of bars, loaded when one is first drawn; its place is kept free meanwhile. */
export const BarChart = (props: BarChartProps) => (
  <Suspense fallback={<Skeleton h={props.h ?? HEIGHT} />}>
    <LoadedBars {...props} />
  </Suspense>
)

/** The same of areas and lines. */
export const AreaChart = (props: AreaChartProps) => (
  <Suspense fallback={<Skeleton h={props.h ?? HEIGHT} />}>
    <LoadedAreas {...props} />
  </Suspense>
)
