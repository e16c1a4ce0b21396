import { isId } from '#platform/ids/index.ts'
import { unknownProspect } from './find-prospect.ts'
import type { Prospects } from './index.ts'
import type { Prospect } from './prospect.ts'

/** The prospect of an id or an address. Throws `not_found`. */
export const requireProspect = async (
  prospects: Pick<Prospects, 'findById' | 'findByEmail'>,
  { companyId, ref }: { companyId: string; ref: string },
): Promise<Prospect> => {
  const found = isId(ref)
    ? await prospects.findById({ companyId, id: ref })
    : await prospects.findByEmail({ companyId, email: ref })
  if (!found) throw unknownProspect(ref)
  return found
}
