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
    const isNew = !(await hasReason(tx, { companyId, id, reason: 'unsubscribed' }))
    await suppressProspects(deps, {
      companyId,
      tx,
      prospectIds: [id],
      reason: 'unsubscribed',
      source,
      userId,
    })
    if (!isNew) return
    await deps.events.appendEvents(tx, companyId, [
      { kind: 'unsubscribed', occurredAt: deps.clock.now(), prospectId: id, userId, data: { source } },
    ])
  })

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

const hasReason = async (
  tx: Queryable,
  { companyId, id, reason }: { companyId: string; id: string; reason: SuppressionReason },
): Promise<boolean> => {
  const { rows } = await tx.query(
    `SELECT FROM suppressions s JOIN prospects p ON p.company_id = s.company_id AND p.email_key = s.value
     WHERE s.company_id = $1 AND s.kind = 'address' AND p.id = $2 AND s.reason = $3`,
    [companyId, id, reason],
  )
  return rows.length > 0
}
