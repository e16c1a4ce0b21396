import type { Webhook } from '#modules/webhooks/index.ts'
import type { App } from '../app.ts'
import type { Finding } from './finding.ts'

/** Webhooks of a company that take nothing: those that were switched off for it, and those that fail now. */
export const checkWebhooks = async (
  { webhooks }: { webhooks: Pick<App['webhooks'], 'listWebhooks'> },
  { companyId }: { companyId: string },
): Promise<Finding[]> => (await webhooks.listWebhooks({ companyId })).flatMap(findingOf)

const findingOf = ({
  id,
  url,
  event,
  state,
  offReason,
  failingSince,
  createdByEmail,
}: Webhook): Finding[] => {
  // Without a failure it is off because somebody wanted it so.
  if (failingSince === null) return []
  const isOff = state === 'off'
  return [
    {
      level: isOff ? 'problem' : 'warning',
      about: `Webhook ${url} (${event})`,
      found: isOff ? `is off: ${offReason}` : `has taken nothing since ${failingSince.toISOString()}`,
      todo: isOff
        ? `Mend its receiver, then: cadenza webhook on ${id} --user ${createdByEmail}; and cadenza webhook replay ${id}`
        : `cadenza webhook log ${id} --user ${createdByEmail}`,
    },
  ]
}
