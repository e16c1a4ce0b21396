import type { Queryable } from '#platform/db/index.ts'
import { TEXT_FIELDS } from './fields.ts'
import type { ProspectDeps } from './prospect-deps.ts'
import { updateProspect } from './update-prospect.ts'

/**
 * Sets one field of a prospect by its name in the public API, in any case, or else the custom field of that name; an empty value clears it. Throws as
 * updateProspect.
 */
export const setField = async (
  deps: ProspectDeps,
  input: {
    tx?: Queryable
    companyId: string
    userId: string
    source: string
    ref: string
    field: string
    value: string
  },
): Promise<void> => {
  const { field, value, ...request } = input
  const known = TEXT_FIELDS.find(({ name }) => name.toLowerCase() === field.trim().toLowerCase())
  const changes = known ? { [known.name]: value } : { CustomFields: [{ key: field, value }] }
  await updateProspect(deps, { ...request, changes })
}
