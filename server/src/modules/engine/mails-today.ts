import { DateTime } from 'luxon'
import type { Queryable } from '#platform/db/index.ts'
import { mailsSince } from './mail-queries.ts'

/** Somebody, and the zone he is sent mails by. */
type Person = { prospectId: string; zone: string }

/** How many automatic mails people were or will be sent today, over all sequences; the day is that of the zone asked about. */
export const mailsToday = async (
  tx: Queryable,
  { companyId, people, now }: { companyId: string; people: readonly Person[]; now: Date },
): Promise<(person: Person) => number> => {
  const counts = new Map<string, ReadonlyMap<string, number>>()
  for (const [zone, some] of Map.groupBy(people, (person) => person.zone))
    counts.set(
      zone,
      await mailsSince(tx, {
        companyId,
        prospectIds: some.map(({ prospectId }) => prospectId),
        since: DateTime.fromJSDate(now, { zone }).startOf('day').toJSDate(),
      }),
    )
  return ({ zone, prospectId }) => counts.get(zone)?.get(prospectId) ?? 0
}
