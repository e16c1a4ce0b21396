import { IANAZone } from 'luxon'
import { countryOfLongCode, mainZone, zoneOfCity } from './city-zones.ts'
import { countryCode } from './place-names.ts'

/** What is known of where somebody is, as typed. */
export type Place = { timeZone: string | null; country: string | null; city: string | null }

/** The prospect's own field, a guess from country and city, or the mailbox's zone for want of both. */
export type ZoneSource = 'prospect' | 'guessed' | 'mailbox'

export type ZoneOfPlace = {
  /** IANA name. */
  zone: string
  source: ZoneSource
  /** What it was guessed from, as typed ("Germany"); null unless guessed. */
  guessedFrom: string | null
}

// Prospects share few places, and the same enrolment asks at each of its steps.
const MOST_PLACES_KEPT = 20_000
const kept = new Map<string, ZoneOfPlace | null>()

/** A prospect's time zone: his field if it names one, else guessed from city and country, else the mailbox's. */
export const zoneOf = ({ mailboxZone, ...place }: Place & { mailboxZone: string }): ZoneOfPlace =>
  knownZone(place) ?? { zone: mailboxZone, source: 'mailbox', guessedFrom: null }

/** The same without a mailbox: null where nothing is known. */
export const knownZone = ({ timeZone, country, city }: Place): ZoneOfPlace | null => {
  const key = JSON.stringify([timeZone, country, city])
  let found = kept.get(key)
  if (found === undefined) {
    if (kept.size >= MOST_PLACES_KEPT) kept.clear()
    found = ownZone(timeZone?.trim() ?? '') ?? guess(country?.trim() ?? '', city?.trim() ?? '')
    kept.set(key, found)
  }
  return found
}

/** An offset like "+02:00" is none: it knows no summer time, and PostgreSQL reads its sign the other way round. */
const ownZone = (zone: string): ZoneOfPlace | null =>
  /^[a-z]/i.test(zone) && IANAZone.isValidZone(zone) ? { zone, source: 'prospect', guessedFrom: null } : null

const guess = (country: string, city: string): ZoneOfPlace | null => {
  const code = country === '' ? null : (countryCode(country) ?? countryOfLongCode(country))
  const inCity = city === '' ? null : zoneOfCity(city, code)
  if (inCity) {
    const from = code === null ? city : `${city}, ${country}`
    return { zone: inCity, source: 'guessed', guessedFrom: from }
  }
  const inCountry = code === null ? null : mainZone(code)
  return inCountry ? { zone: inCountry, source: 'guessed', guessedFrom: country } : null
}
