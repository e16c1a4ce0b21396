import { type Random, seededRandom } from '../seeded-random.ts'
import { COMPANIES, FIRST_NAMES, PLACES, SURNAMES, TITLES } from './invented-names.ts'

/** A prospect as the public API takes it. */
export type DemoProspect = {
  Email: string
  FirstName: string
  LastName: string
  FullName: string
  Company: string
  CompanyDomain: string
  Title: string
  Phone: string
  City: string
  Country: string
  /** Missing for some: then it is guessed from the place. */
  TimeZone?: string
  Tags: string[]
  List: string
  Owner: string
}

/** A prospect and the zone he really lives in. */
export type DemoPerson = { row: DemoProspect; zone: string }

/** Where the same prospects really live, by address. */
export const demoZones = (input: { seed: string; count: number }): Map<string, string> =>
  new Map(demoProspects({ ...input, owners: [], lists: [] }).map(({ row, zone }) => [row.Email, zone]))

const TAGS = ['Trade fair', 'Webinar', 'Newsletter', 'Referral'] as const
/** Most know each other's colleagues: so many people work for one company. */
const COLLEAGUES = 3

/**
 * Prospects with invented names, each with another address, evenly owned. The same seed gives the same people. At most 9,000, since
 * names run out.
 */
export const demoProspects = (input: {
  seed: string
  count: number
  owners: readonly string[]
  lists: readonly string[]
}): DemoPerson[] => {
  const random = seededRandom(`${input.seed} prospects`)
  const names = drawNames(random, input.count)
  return names.map(({ first, last }, index) => {
    const company = COMPANIES[Math.floor(index / COLLEAGUES) % COMPANIES.length] ?? ''
    const domain = `${company.toLowerCase().replaceAll(' ', '-')}.example`
    // Colleagues live in one place.
    const place = PLACES[Math.floor(index / COLLEAGUES) % PLACES.length] ?? PLACES[0]
    const knowsZone = random() < 0.4
    return {
      zone: place.zone,
      row: {
        Email: `${first}.${last}@${domain}`.toLowerCase(),
        FirstName: first,
        LastName: last,
        FullName: `${first} ${last}`,
        Company: company,
        CompanyDomain: domain,
        Title: TITLES[Math.floor(random() * TITLES.length)] ?? TITLES[0],
        Phone: `${place.dial} ${String(100 + (index % 900)).padStart(4, '0')}`,
        City: place.city,
        Country: place.country,
        ...(knowsZone && { TimeZone: place.zone }),
        Tags: TAGS.filter(() => random() < 0.25),
        List: input.lists[index % input.lists.length] ?? '',
        Owner: input.owners[index % input.owners.length] ?? '',
      },
    }
  })
}

/** Different pairs of names: every step moves to another surname, and to another first name after each round. */
const drawNames = (random: Random, count: number): { first: string; last: string }[] => {
  if (count > FIRST_NAMES.length * SURNAMES.length)
    throw new RangeError(`there are names for ${FIRST_NAMES.length * SURNAMES.length} prospects at most`)
  const offset = Math.floor(random() * SURNAMES.length)
  return Array.from({ length: count }, (_, index) => {
    const round = Math.floor(index / SURNAMES.length)
    return {
      first: FIRST_NAMES[(index * 7 + round) % FIRST_NAMES.length] ?? '',
      last: SURNAMES[(index * 11 + offset) % SURNAMES.length] ?? '',
    }
  })
}
