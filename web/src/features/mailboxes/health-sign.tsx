import { StateBadge } from '#ui/badges/index.ts'
import type { Health } from './types.ts'

/** How a mailbox does, by the worst that is to be said of it. */
export const HealthSign = ({ health }: { health: Health | undefined }) => {
  if (health === undefined) return null
  const levels = health.hints.map(({ level }) => level)
  if (levels.includes('bad')) return <StateBadge tone="bad" label="Needs you" />
  if (levels.includes('watch')) return <StateBadge tone="warning" label="Watch it" />
  return <StateBadge tone="good" label="Fine" />
}
