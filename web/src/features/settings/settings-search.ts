const textOf = (search: Record<string, unknown>, name: string): string | undefined => {
  const value = search[name]
  return typeof value === 'string' && value !== '' ? value : undefined
}

const oneOf = <const Value extends string>(
  search: Record<string, unknown>,
  name: string,
  values: readonly Value[],
): Value | undefined => values.find((value) => value === search[name])

export const DELIVERY_STATES = ['waiting', 'delivered', 'set_aside', 'cancelled'] as const
export const REASONS = ['unsubscribed', 'bounced', 'do_not_contact', 'complaint'] as const
export const SUPPRESSION_KINDS = ['address', 'domain'] as const

/** What the addresses of the settings' pages say: their filters. */
export type DeliverySearch = { state?: (typeof DELIVERY_STATES)[number] | undefined }
export type SuppressionSearch = {
  q?: string | undefined
  kind?: (typeof SUPPRESSION_KINDS)[number] | undefined
  reason?: (typeof REASONS)[number] | undefined
}
export type AuditSearch = { user?: string | undefined; action?: string | undefined }

export const readDeliverySearch = (search: Record<string, unknown>): DeliverySearch => ({
  state: oneOf(search, 'state', DELIVERY_STATES),
})
export const readSuppressionSearch = (search: Record<string, unknown>): SuppressionSearch => ({
  q: textOf(search, 'q'),
  kind: oneOf(search, 'kind', SUPPRESSION_KINDS),
  reason: oneOf(search, 'reason', REASONS),
})
export const readAuditSearch = (search: Record<string, unknown>): AuditSearch => ({
  user: textOf(search, 'user'),
  action: textOf(search, 'action'),
})
