import { formatShare } from '#ui/numbers.ts'
import classes from './reports.module.css'

type Props = {
  low: number
  high: number
  share: number /** The right end of the axis. */
  most: number
  isLeading: boolean
}

/** A share with the range in which the true one lies, on an axis that begins at nothing. */
export const IntervalBar = ({ low, high, share, most, isLeading }: Props) => {
  const at = (value: number): string => `${(100 * value) / most}%`
  return (
    <svg
      className={classes.interval}
      role="img"
      aria-label={`${formatShare(low, 1)} to ${formatShare(high, 1)}`}
    >
      <line className={classes.axis} x1="0" x2="100%" y1="10" y2="10" />
      <line
        className={`${classes.range} ${isLeading ? classes.leading : ''}`}
        x1={at(low)}
        x2={at(high)}
        y1="10"
        y2="10"
      />
      <circle className={classes.point} cx={at(share)} cy="10" r="4" />
    </svg>
  )
}
