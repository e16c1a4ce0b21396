import type { ItemOf } from '#api/index.ts'
import { StateBadge } from '#ui/badges/index.ts'

type Props = { webhook: Pick<ItemOf<'/webhooks'>, 'state' | 'failingSince'> }

export const WebhookState = ({ webhook: { state, failingSince } }: Props) => {
  if (state === 'off') return <StateBadge tone="warning" label="Switched off" />
  return failingSince === null ? (
    <StateBadge tone="good" label="On" />
  ) : (
    <StateBadge tone="bad" label="Failing" />
  )
}
