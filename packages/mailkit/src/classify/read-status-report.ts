import { normaliseAddress } from '../addresses/normalise-address.ts'
import type { DeliveryStatus } from '../parse/delivery-status.ts'
import { type Header, headerOf } from '../parse/header-block.ts'
import { type BounceParts, originalRecipientsOf } from './bounce-parts.ts'
import { bouncedRecipient } from './bounced-recipient.ts'
import type { BouncedRecipient } from './classification.ts'
import { statusIn } from './status-reasons.ts'
import { wordsAbout } from './words-about.ts'

/** What a delivery status says happened (RFC 3464 section 2.3.3). */
type Action = 'failed' | 'delayed' | 'delivered'

/** The recipients of a report, by what happened to them. */
export type StatusReport = Readonly<Record<Action, readonly BouncedRecipient[]>>

const addressIn = (field: string | undefined): string | undefined => {
  // `rfc822; "Ann Lee" <ann@example.com>`: the type, then the address in whatever dress.
  const value = field?.replace(/^[\w-]+\s*;/, '') ?? ''
  const match = /<([^<>\s]+@[^<>\s]+)>|([^\s<>"'();:,|]+@[^\s<>"'();:,|]+)/.exec(value)
  return match === null ? undefined : normaliseAddress(match[1] ?? match[2] ?? '')
}

const actionOf = (fields: readonly Header[], status: string | undefined): Action => {
  const action = /[a-z]+/.exec(headerOf(fields, 'action')?.toLowerCase() ?? '')?.[0]
  if (action === 'delayed') return 'delayed'
  if (action === 'failed') return 'failed'
  if (action === 'delivered' || action === 'relayed' || action === 'expanded') return 'delivered'
  // Also what is no action of the RFC, such as Postfix's `deliverable` when an address is only verified.
  return status?.startsWith('2') ? 'delivered' : 'failed'
}

const statusOf = (fields: readonly Header[]): string | undefined => {
  const value = headerOf(fields, 'status') ?? ''
  return /(?:^|[^\d.])([245]\.\d{1,3}\.\d{1,3})/.exec(value)?.[1] ?? statusIn(value)
}

/** A mail of ours has one recipient; a list that resolves to more names a few. */
const MAX_RECIPIENTS = 100

/** Reads the groups of a delivery status, one per recipient, with the report's words to help where fields are missing or vague. */
export const readStatusReport = (status: DeliveryStatus, parts: BounceParts): StatusReport => {
  const report: Record<Action, BouncedRecipient[]> = { failed: [], delayed: [], delivered: [] }
  const fallback = originalRecipientsOf(parts)
  for (const fields of status.perRecipient.slice(0, MAX_RECIPIENTS)) {
    const final =
      addressIn(headerOf(fields, 'final-recipient')) ?? addressIn(headerOf(fields, 'x-actual-recipient'))
    const address =
      addressIn(headerOf(fields, 'original-recipient')) ??
      final ??
      (fallback.length === 1 ? fallback[0] : undefined)
    const code = statusOf(fields)
    const diagnostic = headerOf(fields, 'diagnostic-code')?.replace(/^[\w-]+\s*;\s*/, '')
    const about = [address, final].filter((one) => one !== undefined)
    report[actionOf(fields, code)].push(
      bouncedRecipient({
        address: address ?? '',
        diagnostic: diagnostic === '' ? undefined : diagnostic,
        words: status.perRecipient.length === 1 ? parts.words : wordsAbout(parts.words, about),
        status: code,
      }),
    )
  }
  return report
}
