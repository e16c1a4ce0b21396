import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import classes from './home.module.css'
import type { Place } from './use-wants.ts'

/** A line that leads to where something is mended. */
export const WantLink = ({ place, children }: { place: Place; children: ReactNode }) => {
  const look = { className: classes.want, children }
  switch (place.page) {
    case 'uncertain':
      return <Link to="/inbox" search={{ folder: 'uncertain' }} {...look} />
    case 'held':
      return <Link to="/prospects" search={{ sequenceState: 'held' }} {...look} />
    case 'mailbox':
      return <Link to="/mailboxes/$mailboxId" params={{ mailboxId: place.id }} {...look} />
    case 'cadence':
      return <Link to="/cadences/$cadenceId" params={{ cadenceId: place.id }} {...look} />
  }
}
