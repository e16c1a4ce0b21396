/** What all charts of the reports share: no keyboard stop within a picture, quiet lines, numbers in the axis that fit. */
export const CHART = {
  h: 260,
  tickLine: 'none',
  gridAxis: 'x',
  withLegend: true,
  legendProps: { verticalAlign: 'bottom', itemSorter: null },
  xAxisProps: { minTickGap: 24 },
  yAxisProps: { width: 44, allowDecimals: false },
} as const

/** No focus inside of a picture: its numbers stand in the table. */
export const QUIET = { accessibilityLayer: false } as const

export const COLORS = {
  sent: 'gray.5',
  opened: 'accent.3',
  clicked: 'accent.5',
  replied: 'accent.8',
  bounced: 'red.6',
  machine: 'orange.4',
} as const
