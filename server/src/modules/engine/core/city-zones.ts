import { createRequire } from 'node:module'
import { getCountry } from 'countries-and-timezones'
import { nameKey } from './place-names.ts'

type City = { zone: string; people: number; country: string; regions: string[] }

type Cities = { byName: Map<string, City[]>; mainZones: Map<string, string>; codes: Map<string, string> }

/** A name that several places bear counts as the place where nine in ten of their people live. */
const CLEAR_SHARE = 0.9

// The map of cities takes 2 MB and most processes never ask, so it is read when somebody first does.
let cities: Cities | undefined

const readCities = (): Cities => {
  const load = createRequire(import.meta.url)
  const { cityMapping }: typeof import('city-timezones') = load('city-timezones')
  const byName = new Map<string, City[]>()
  const byCountry = new Map<string, City[]>()
  const codes = new Map<string, string>()
  for (const entry of cityMapping) {
    // Whatever the map's types say, some entries lack a zone and some codes are numbers.
    if (!entry.timezone) continue
    const country = String(entry.iso2)
    const city: City = {
      zone: entry.timezone,
      people: entry.pop,
      country,
      regions: [entry.state_ansi, entry.province, entry.country, country, entry.iso3].map((one) =>
        nameKey(String(one ?? '')),
      ),
    }
    // "Washington, D.C."
    const [name = '', ...rest] = entry.city.split(',')
    city.regions.push(...rest.map(nameKey))
    for (const key of new Set([nameKey(name), nameKey(entry.city_ascii.split(',')[0] ?? '')]))
      byName.set(key, [...(byName.get(key) ?? []), city])
    byCountry.set(country, [...(byCountry.get(country) ?? []), city])
    if (entry.iso3) codes.set(nameKey(String(entry.iso3)), country)
  }
  const mainZones = new Map<string, string>()
  for (const [country, some] of byCountry) {
    const main = largestZone(some)
    if (main) mainZones.set(country, main.zone)
  }
  return { byName, mainZones, codes }
}

/** The zone in which most people of these cities live, and their share. */
const largestZone = (some: readonly City[]): { zone: string; share: number } | null => {
  const people = new Map<string, number>()
  // One more each, because the map gives some cities nobody.
  for (const one of some) people.set(one.zone, (people.get(one.zone) ?? 0) + one.people + 1)
  const all = [...people.values()].reduce((sum, one) => sum + one, 0)
  let largest: { zone: string; share: number } | null = null
  for (const [zone, count] of people)
    if (!largest || count / all > largest.share) largest = { zone, share: count / all }
  return largest
}

/**
 * The zone of a city, or null if the map does not have it or the name says too little. "Portland, OR" says more than "Portland".
 *
 * @param country ISO 3166 code that it must lie in; null: anywhere
 */
export const zoneOfCity = (text: string, country: string | null): string | null => {
  cities ??= readCities()
  const [name = '', ...hints] = text.split(',').map(nameKey)
  const meant = (cities.byName.get(name) ?? []).filter(
    (city) =>
      (country === null || city.country === country) &&
      hints.every((hint) => hint === '' || city.regions.includes(hint)),
  )
  const largest = largestZone(meant)
  return largest && largest.share >= CLEAR_SHARE ? largest.zone : null
}

/** The zone in which most people of a country live, or null. */
export const mainZone = (country: string): string | null => {
  cities ??= readCities()
  return cities.mainZones.get(country) ?? getCountry(country)?.timezones[0] ?? null
}

/** The two-letter code for a three-letter one, or null. */
export const countryOfLongCode = (code: string): string | null => {
  cities ??= readCities()
  return cities.codes.get(nameKey(code)) ?? null
}
