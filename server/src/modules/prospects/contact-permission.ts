import type { Queryable } from '#platform/db/index.ts'
import { notAllowed } from '#platform/errors/index.ts'
import { refCondition, refValue, unknownProspect } from './find-prospect.ts'
import type { ProspectDeps } from './prospect-deps.ts'
import type { SuppressionReason } from './status.ts'
import { type SuppressionSource, suppressProspects } from './suppress.ts'
import { unsuppress } from './unsuppress.ts'

export type PermissionRequest = {
  companyId: string
  userId: string
  /** An address or an id. */
  ref: string
  source: SuppressionSource
}

type Found = { id: string; email: string; domain: string }

/** The prospect asked, through whomever, for no more mail. Throws `not_found`. */
export const unsubscribeProspect = (
  deps: ProspectDeps,
  request: PermissionRequest,
): Promise<{ id: string }> =>
  withProspect(deps, request, async (tx, { id }) => {
    const { companyId, userId, source } = request
    await unsubscribeProspects(deps, { tx, companyId, userId, source, prospectIds: [id] })
  })

/** The same for many, in the transaction given; those who are unsubscribed already are no news. Answers who is there. */
export const unsubscribeProspects = async (
  deps: ProspectDeps,
  input: Omit<PermissionRequest, 'ref'> & { tx: Queryable; prospectIds: readonly string[] },
): Promise<{ prospectIds: string[] }> => {
  const { tx, companyId, userId, source } = input
  const newIds = await lockWithoutReason(tx, { ...input, reason: 'unsubscribed' })
  const unsubscribed = await suppressProspects(deps, { ...input, reason: 'unsubscribed' })
  const occurredAt = deps.clock.now()
  await deps.events.appendEvents(
    tx,
    companyId,
    newIds.map((prospectId) => ({
      kind: 'unsubscribed',
      occurredAt,
      prospectId,
      userId,
      data: { source },
    })),
  )
  return unsubscribed
}

/** Nobody of the company is to contact him. Throws `not_found`. */
export const changeToDoNotContact = (
  deps: ProspectDeps,
  request: PermissionRequest,
): Promise<{ id: string }> =>
  withProspect(deps, request, async (tx, { id }) => {
    const { companyId, userId, source } = request
    await suppressProspects(deps, {
      companyId,
      tx,
      prospectIds: [id],
      reason: 'do_not_contact',
      source,
      userId,
    })
  })

/**
 * Takes do-not-contact back; nothing when it was not set. Throws `not_found`, or `not_allowed` when his whole domain is not to be
 * contacted, for then he would still not be.
 */
export const revertDoNotContact = (deps: ProspectDeps, request: PermissionRequest): Promise<{ id: string }> =>
  withProspect(deps, request, async (tx, { email, domain }) => {
    const { companyId, userId } = request
    const { rows } = await tx.query(
      `SELECT FROM suppressions
       WHERE company_id = $1 AND kind = 'domain' AND value = $2 AND reason = 'do_not_contact'`,
      [companyId, domain],
    )
    if (rows.length > 0)
      throw notAllowed(
        `Nobody at ${domain} is to be contacted; take the domain off that list first.`,
        'Email',
      )
    await unsuppress(deps, { companyId, tx, kind: 'address', value: email, reason: 'do_not_contact', userId })
  })

const withProspect = (
  deps: ProspectDeps,
  { companyId, ref }: PermissionRequest,
  work: (tx: Queryable, prospect: Found) => Promise<void>,
): Promise<{ id: string }> =>
  deps.db.transaction(async (tx) => {
    const { rows } = await tx.query<Found>(
      `SELECT p.id, p.email, p.domain FROM prospects p WHERE p.company_id = $1 AND ${refCondition(ref)} FOR NO KEY UPDATE`,
      [companyId, refValue(ref)],
    )
    const [prospect] = rows
    if (!prospect) throw unknownProspect(ref)
    await work(tx, prospect)
    return { id: prospect.id }
  })

/** Those of some prospects whose addresses are not suppressed for a reason yet. Indexes prospects_pkey, suppressions_pkey. */
const lockWithoutReason = async (
  tx: Queryable,
  {
    companyId,
    prospectIds,
    reason,
  }: { companyId: string; prospectIds: readonly string[]; reason: SuppressionReason },
): Promise<string[]> => {
  // Locked by a statement of its own, so that the next one sees what somebody else did meanwhile.
  await tx.query(
    'SELECT FROM prospects WHERE company_id = $1 AND id = ANY($2::text[]) ORDER BY email_key FOR NO KEY UPDATE',
    [companyId, prospectIds],
  )
  const { rows } = await tx.query<{ id: string }>(
    `SELECT p.id FROM prospects p WHERE p.company_id = $1 AND p.id = ANY($2::text[]) AND NOT EXISTS (
       SELECT FROM suppressions s
       WHERE s.company_id = p.company_id AND s.kind = 'address' AND s.value = p.email_key AND s.reason = $3)
     ORDER BY p.id`,
    [companyId, prospectIds, reason],
  )
  return rows.map(({ id }) => id)
}
