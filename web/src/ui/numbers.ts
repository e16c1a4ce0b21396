const whole = new Intl.NumberFormat('en', { maximumFractionDigits: 0 })
const percent = new Intl.NumberFormat('en', {
  style: 'percent',
  minimumFractionDigits: 1,
  maximumFractionDigits: 1,
})

/** 12,345 */
export const formatNumber = (value: number): string => whole.format(value)

/** A share between 0 and 1 as "12.3%"; an en dash for a share of nothing. */
export const formatShare = (part: number, of: number): string => (of === 0 ? '–' : percent.format(part / of))

/** "1 prospect", "3 prospects". */
export const countOf = (count: number, one: string, many = `${one}s`): string =>
  `${formatNumber(count)} ${count === 1 ? one : many}`
