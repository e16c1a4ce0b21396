import type { Prospects } from '#modules/prospects/index.ts'
import { notFound } from '#platform/errors/index.ts'

/** Throws `not_found` naming the first prospect that the company has not. */
export const requireProspects = async (
  prospects: Pick<Prospects, 'findById'>,
  { companyId, prospectIds }: { companyId: string; prospectIds: readonly string[] },
): Promise<void> => {
  const found = await Promise.all(prospectIds.map((id) => prospects.findById({ companyId, id })))
  const missing = found.indexOf(undefined)
  if (missing >= 0)
    throw notFound(`There is no prospect with the id "${prospectIds[missing]}".`, `prospectIds[${missing}]`)
}
