import { Link } from '@tanstack/react-router'
import type { Destination } from './destinations.ts'
import classes from './shell.module.css'

type Props = { destination: Destination; count: number | undefined; onChosen(): void }

/** A line of the navigation, marked on its page and those below it. */
export const NavigationLink = ({ destination: { to, label, icon: Sign }, count, onChosen }: Props) => (
  <Link
    to={to}
    className={classes.link}
    activeOptions={{ exact: to === '/', includeSearch: false }}
    onClick={onChosen}
  >
    <Sign size={18} stroke={1.75} aria-hidden />
    {label}
    {count !== undefined && count > 0 && (
      <span className={classes.count}>{count > 999 ? '999+' : count}</span>
    )}
  </Link>
)
