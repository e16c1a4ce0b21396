import { IANAZone } from 'luxon'
import type { Accounts } from '#modules/accounts/index.ts'
import { invalidInput } from '#platform/errors/index.ts'

/** In whose days somebody asks for tasks: those of the zone he names, or the company's. Throws `invalid_input`. */
export const zoneOfQuery = async (
  accounts: Pick<Accounts, 'getSettings'>,
  { companyId, zone }: { companyId: string; zone: string | undefined },
): Promise<string> => {
  if (zone === undefined) return (await accounts.getSettings({ companyId })).zone
  if (IANAZone.isValidZone(zone)) return zone
  throw invalidInput('zone', 'zone must be an IANA time zone such as Europe/Berlin.')
}
