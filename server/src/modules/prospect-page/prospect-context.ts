import type { Prospect, Suppression } from '#modules/prospects/index.ts'

type Place = Pick<Prospect, 'timeZone' | 'country' | 'city'>

export type ContextPorts = {
  /** Null where nothing is known. */
  zoneOf(place: Place): { zone: string; guessedFrom: string | null } | null
  suppressionsOf(input: { companyId: string; emailKey: string }): Promise<Suppression[]>
}

/** What is known of a prospect beside his fields. */
export type ProspectContext = {
  zone: { zone: string; guessedFrom: string | null } | null
  suppressions: Suppression[]
}

export const contextOf = async (
  { zoneOf, suppressionsOf }: ContextPorts,
  { companyId, prospect }: { companyId: string; prospect: Place & Pick<Prospect, 'emailKey'> },
): Promise<ProspectContext> => {
  const known = zoneOf(prospect)
  return {
    zone: known && { zone: known.zone, guessedFrom: known.guessedFrom },
    suppressions: await suppressionsOf({ companyId, emailKey: prospect.emailKey }),
  }
}
