/** Everything may have changed: whoever hears it asks anew for all he shows. */
export const EVERYTHING = '/'

/**
 * What changed, as paths of the app's API: `/tasks` stands for all below it. `owners`: what is only for the owner of the prospects that it
 * is about, and for those who see everybody's.
 */
export type News = {
  everybody: readonly string[]
  owners: ReadonlyMap<string, readonly string[]>
}

/** Who listens. */
export type Listener = { userId: string; seesAll: boolean }

export const newsForEverybody = (...paths: string[]): News => ({ everybody: paths, owners: new Map() })

/** What one listener is told of it, in the order of the alphabet. */
export const pathsFor = ({ everybody, owners }: News, { userId, seesAll }: Listener): string[] => {
  const own = seesAll ? [...owners.values()].flat() : (owners.get(userId) ?? [])
  return [...new Set([...everybody, ...own])].sort()
}

/** One piece of news out of many, or none. */
export const gatherNews = (
  parts: readonly { paths: readonly string[]; ownerId: string | null }[],
): News | null => {
  const everybody = new Set<string>()
  const owners = new Map<string, Set<string>>()
  for (const { paths, ownerId } of parts) {
    const known = ownerId === null ? everybody : (owners.get(ownerId) ?? new Set<string>())
    if (ownerId !== null) owners.set(ownerId, known)
    for (const path of paths) known.add(path)
  }
  if (everybody.size === 0 && owners.size === 0) return null
  return {
    everybody: [...everybody],
    owners: new Map([...owners].map(([ownerId, paths]) => [ownerId, [...paths]])),
  }
}
