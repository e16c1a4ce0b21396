import { domainToAscii } from '@cadenza/mailkit'
import type { Queryable } from '#platform/db/index.ts'
import { invalidInput } from '#platform/errors/index.ts'
import { readAddress } from './address.ts'
import { addressKey } from './find-prospect.ts'
import type { ProspectDeps } from './prospect-deps.ts'
import {
  reasonOfRankSql,
  STATUS_OF_REASON,
  type SuppressionReason,
  strongerReasonSql,
  strongerStatusSql,
  suppressionRankSql,
} from './status.ts'

export type SuppressionSource = 'api' | 'link' | 'one-click' | 'reply' | 'bounce' | 'import' | 'app' | 'cli'

type Why = {
  companyId: string
  tx: Queryable
  reason: SuppressionReason
  source: SuppressionSource
  /** The server's words, the text of the reply. */
  detail?: string | undefined
  userId?: string | undefined
}

/**
 * Nobody at this address, or in this domain, is mailed any more: writes the suppression and marks every prospect it is about, in the
 * caller's transaction. The update of the prospects is what a mail about to leave sees, for it locks its prospect. Doing it twice does
 * no harm. Throws `invalid_input` for a value that is no address or no domain.
 */
export const suppress = async (
  deps: ProspectDeps,
  input: Why & { kind: 'address' | 'domain'; value: string },
): Promise<{ prospectIds: string[] }> => {
  const { tx, companyId, kind } = input
  const value = suppressedValue(kind, input.value)
  // By id, so that a prospect whose address is being changed at this moment is still met.
  const condition = kind === 'address' ? 'p.email_key = $2' : 'p.domain = $2'
  const { rows } = await tx.query<{ id: string }>(
    `SELECT p.id FROM prospects p WHERE p.company_id = $1 AND ${condition}`,
    [companyId, value],
  )
  const marked = await markSuppressed(tx, input, {
    ids: rows.map(({ id }) => id),
    domain: kind === 'domain' ? value : null,
  })
  const values = kind === 'address' ? [value, ...marked.map(({ emailKey }) => emailKey)] : [value]
  return finish(deps, input, { kind, values, marked })
}

/** The same for many addresses, as `suppressedValue` writes them, whether or not there is a prospect. Index prospects_company_id_email_key_key. */
export const suppressAddresses = async (
  deps: ProspectDeps,
  input: Why & { values: readonly string[] },
): Promise<{ prospectIds: string[] }> => {
  const { tx, companyId, values } = input
  const { rows } = await tx.query<{ id: string }>(
    'SELECT p.id FROM prospects p WHERE p.company_id = $1 AND p.email_key = ANY($2::text[])',
    [companyId, values],
  )
  const marked = await markSuppressed(tx, input, { ids: rows.map(({ id }) => id), domain: null })
  return finish(deps, input, {
    kind: 'address',
    values: [...values, ...marked.map(({ emailKey }) => emailKey)],
    marked,
  })
}

/** The same for the addresses of known prospects. */
export const suppressProspects = async (
  deps: ProspectDeps,
  input: Why & { prospectIds: readonly string[] },
): Promise<{ prospectIds: string[] }> => {
  const marked = await markSuppressed(input.tx, input, { ids: input.prospectIds, domain: null })
  const values = marked.map(({ emailKey }) => emailKey)
  return finish(deps, input, { kind: 'address', values, marked })
}

/** The strongest reason why an address may not be mailed, or null. */
export const isSuppressed = async (
  db: Queryable,
  { companyId, email }: { companyId: string; email: string },
): Promise<SuppressionReason | null> => {
  const key = addressKey(email)
  const { rows } = await db.query<{ reason: SuppressionReason | null }>(
    `SELECT ${reasonOfRankSql(suppressionRankSql('$2', '$3'))} AS reason`,
    [companyId, key, key.slice(key.lastIndexOf('@') + 1)],
  )
  return rows[0]?.reason ?? null
}

/** An address or a domain as suppressions hold it. */
export const suppressedValue = (kind: 'address' | 'domain', text: string): string => {
  if (kind === 'address') {
    const address = readAddress(text)
    if (typeof address === 'string')
      throw invalidInput('Email', `Email ${JSON.stringify(text)} is not a valid mail address: ${address}.`)
    return address.key
  }
  const domain = domainToAscii(text.trim().replace(/^@/, ''))
  const wrong = readAddress(`anyone@${domain}`)
  if (typeof wrong === 'string')
    throw invalidInput('domain', `${JSON.stringify(text)} is not a domain: ${wrong}.`)
  return domain
}

type Marked = { id: string; emailKey: string }

/** Locks in the order of addresses, as every statement over several prospects does. */
const markSuppressed = async (
  tx: Queryable,
  { companyId, reason }: Why,
  { ids, domain }: { ids: readonly string[]; domain: string | null },
): Promise<Marked[]> => {
  if (ids.length === 0) return []
  const { rows } = await tx.query<Marked>(
    `WITH locked AS (
       SELECT id FROM prospects WHERE company_id = $1 AND id = ANY($2::text[]) ORDER BY email_key FOR NO KEY UPDATE
     )
     UPDATE prospects p SET suppressed_by = ${strongerReasonSql('p.suppressed_by', '$3')},
       status = ${strongerStatusSql('p.status', '$4')}
     FROM locked WHERE p.company_id = $1 AND p.id = locked.id AND ($5::text IS NULL OR p.domain = $5)
     RETURNING p.id, p.email_key AS "emailKey"`,
    [companyId, ids, reason, STATUS_OF_REASON[reason], domain],
  )
  return rows
}

const finish = async (
  deps: ProspectDeps,
  why: Why,
  { kind, values, marked }: { kind: 'address' | 'domain'; values: readonly string[]; marked: Marked[] },
): Promise<{ prospectIds: string[] }> => {
  const { tx, companyId, reason, source } = why
  const now = deps.clock.now()
  const { rows } = await tx.query<{ value: string }>(
    `INSERT INTO suppressions (company_id, kind, value, reason, source, detail, created_at)
     SELECT $1, $2, v, $3, $4, $5, $6::timestamptz FROM unnest($7::text[]) AS v ORDER BY v
     ON CONFLICT DO NOTHING RETURNING value`,
    [companyId, kind, reason, source, why.detail ?? null, now, [...new Set(values)]],
  )
  const added = new Set(rows.map(({ value }) => value))
  const news = marked.filter(({ emailKey }) => added.has(kind === 'address' ? emailKey : (values[0] ?? '')))
  await deps.events.appendEvents(
    tx,
    companyId,
    news.map(({ id, emailKey }) => ({
      kind: 'suppressed',
      occurredAt: now,
      prospectId: id,
      userId: why.userId,
      data: { reason, source, scope: kind, value: kind === 'address' ? emailKey : (values[0] ?? '') },
    })),
  )
  const prospectIds = marked.map(({ id }) => id)
  if (prospectIds.length > 0) await deps.ports.onSuppressed(tx, { companyId, prospectIds, reason })
  return { prospectIds }
}
