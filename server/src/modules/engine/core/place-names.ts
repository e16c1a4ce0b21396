import { getAllCountries } from 'countries-and-timezones'

/** A name as it is compared: without case, accents, punctuation, "the" and the difference between "Saint" and "St.". */
export const nameKey = (name: string): string =>
  name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/&/g, ' and ')
    .replace(/['’.]/g, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
    .replace(/^the /, '')
    .replace(/\bsaint\b/g, 'st')

/** What people write beside the names that Intl and the library know. */
const OTHER_NAMES: Record<string, string> = {
  usa: 'US',
  america: 'US',
  uk: 'GB',
  'great britain': 'GB',
  britain: 'GB',
  england: 'GB',
  scotland: 'GB',
  wales: 'GB',
  'northern ireland': 'GB',
  uae: 'AE',
  emirates: 'AE',
  holland: 'NL',
  korea: 'KR',
  'republic of korea': 'KR',
  'russian federation': 'RU',
  czechia: 'CZ',
  'czech republic': 'CZ',
  turkey: 'TR',
  macedonia: 'MK',
  burma: 'MM',
  swaziland: 'SZ',
  'cape verde': 'CV',
  'east timor': 'TL',
  'viet nam': 'VN',
  'republic of ireland': 'IE',
  'hong kong': 'HK',
  macau: 'MO',
  palestine: 'PS',
  'dr congo': 'CD',
  drc: 'CD',
  prc: 'CN',
}

/** A list of prospects often names countries in its owner's language. */
const LANGUAGES = ['en', 'de', 'fr', 'es', 'it', 'pt', 'nl']

let codesByName: Map<string, string> | undefined

const readNames = (): Map<string, string> => {
  const names = new Map(Object.entries(OTHER_NAMES))
  const add = (name: string | undefined, code: string) => {
    const key = nameKey(name ?? '')
    if (key !== '' && !names.has(key)) names.set(key, code)
  }
  const countries = Object.values(getAllCountries({ deprecated: false }))
  for (const { id } of countries) add(id, id)
  for (const { id, name } of countries) add(name, id)
  for (const language of LANGUAGES) {
    const named = new Intl.DisplayNames(language, { type: 'region', fallback: 'none' })
    for (const { id } of countries) add(named.of(id), id)
  }
  return names
}

/** The ISO 3166 code (two letters) of a country by its code or name in one of several languages; null if it is none we know. */
export const countryCode = (name: string): string | null => {
  codesByName ??= readNames()
  return codesByName.get(nameKey(name)) ?? null
}
