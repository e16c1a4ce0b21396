/** What is shown of a prospect, from the weakest to the strongest: a stronger one is never replaced by a weaker. */
export const PROSPECT_STATUSES = [
  'not_contacted',
  'contacted',
  'replied',
  'bounced',
  'unsubscribed',
  'do_not_contact',
] as const
export type ProspectStatus = (typeof PROSPECT_STATUSES)[number]

/** Why somebody may not be mailed, from the weakest to the strongest. */
export const SUPPRESSION_REASONS = ['bounced', 'unsubscribed', 'complaint', 'do_not_contact'] as const
export type SuppressionReason = (typeof SUPPRESSION_REASONS)[number]

/** The status that a suppression makes. A complaint shows as Unsubscribed: the person asked for no more mail. */
export const STATUS_OF_REASON: Record<SuppressionReason, ProspectStatus> = {
  bounced: 'bounced',
  unsubscribed: 'unsubscribed',
  complaint: 'unsubscribed',
  do_not_contact: 'do_not_contact',
}

/** The stronger of two statuses. */
export const strongerStatus = (a: ProspectStatus, b: ProspectStatus): ProspectStatus =>
  PROSPECT_STATUSES.indexOf(a) >= PROSPECT_STATUSES.indexOf(b) ? a : b

/** The strongest of some reasons, or null. */
export const strongestReason = (reasons: readonly SuppressionReason[]): SuppressionReason | null =>
  SUPPRESSION_REASONS.findLast((reason) => reasons.includes(reason)) ?? null

const sqlArray = (texts: readonly string[]): string => `ARRAY[${texts.map((text) => `'${text}'`).join(', ')}]`
const STATUSES = sqlArray(PROSPECT_STATUSES)
const REASONS = sqlArray(SUPPRESSION_REASONS)

/** SQL: the stronger of two statuses. */
export const strongerStatusSql = (a: string, b: string): string =>
  `(${STATUSES})[greatest(array_position(${STATUSES}, ${a}), array_position(${STATUSES}, ${b}))]`

/** SQL: the stronger of two reasons; either may be null. */
export const strongerReasonSql = (a: string, b: string): string =>
  `(${REASONS})[greatest(array_position(${REASONS}, ${a}), array_position(${REASONS}, ${b}))]`

/** SQL: a reason's strength as a number, null for none. */
export const reasonRankSql = (reason: string): string => `array_position(${REASONS}, ${reason})`

/** SQL: the reason of such a number. */
export const reasonOfRankSql = (rank: string): string => `(${REASONS})[${rank}]`

/** SQL: the status that a reason's number makes; `not_contacted` for none. */
export const statusOfRankSql = (rank: string): string =>
  `COALESCE((${sqlArray(SUPPRESSION_REASONS.map((reason) => STATUS_OF_REASON[reason]))})[${rank}], 'not_contacted')`

/** SQL: the strength of the strongest suppression of an address or its domain, null for none. Two probes of suppressions_pkey. */
export const suppressionRankSql = (emailKey: string, domain: string): string =>
  `greatest(${rankOfOneSql('address', emailKey)}, ${rankOfOneSql('domain', domain)})`

const rankOfOneSql = (kind: string, value: string): string =>
  `(SELECT max(${reasonRankSql('s.reason')}) FROM suppressions s
    WHERE s.company_id = $1 AND s.kind = '${kind}' AND s.value = ${value})`
