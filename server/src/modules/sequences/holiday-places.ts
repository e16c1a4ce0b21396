import Holidays from 'date-holidays'
import { didYouMean } from './nearest-names.ts'

const library = new Holidays()

/** Why a country (`US`) or region (`US-CA`) has no public calendar, or null when it has one. */
export const holidayPlaceMistake = (place: string): string | null => {
  const [country = '', ...region] = place.split('-')
  const countries: Record<string, string> = library.getCountries('en')
  if (!Object.hasOwn(countries, country))
    return `no holidays are known for "${place}"; give a country code such as US or DE.${didYouMean(
      place,
      Object.keys(countries).filter((code) => code.toLowerCase() === place.toLowerCase()),
    )}`
  if (region.length === 0) return null
  const regions: Record<string, string> = library.getStates(country, 'en') ?? {}
  if (Object.hasOwn(regions, region.join('-'))) return null
  const known = Object.keys(regions)
  return known.length === 0
    ? `${country} has no regions with holidays of their own; write ${country}.`
    : `${country} has no region "${region.join('-')}"; it has ${known.join(', ')}.`
}

/** Whether a text is a day that exists, as `YYYY-MM-DD`. */
export const isDay = (text: string): boolean => {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false
  const instant = Date.parse(`${text}T00:00:00Z`)
  return !Number.isNaN(instant) && new Date(instant).toISOString().startsWith(text)
}
