import fc from 'fast-check'
import { IANAZone } from 'luxon'
import { describe, expect, test } from 'vitest'
import { zoneOf } from './time-zone.ts'

const MAILBOX = 'Indian/Maldives'
const guessed = (country: string | null, city: string | null = null) =>
  zoneOf({ timeZone: null, country, city, mailboxZone: MAILBOX })

describe('the zone of a prospect', () => {
  test.each([
    // Names, codes, other languages, spellings.
    ['Germany', 'Europe/Berlin'],
    ['DE', 'Europe/Berlin'],
    ['deu', 'Europe/Berlin'],
    [' Deutschland ', 'Europe/Berlin'],
    ['Allemagne', 'Europe/Berlin'],
    ['UK', 'Europe/London'],
    ['Scotland', 'Europe/London'],
    ['The Netherlands', 'Europe/Amsterdam'],
    ['Holland', 'Europe/Amsterdam'],
    ['U.A.E.', 'Asia/Dubai'],
    ['Cote d’Ivoire', 'Africa/Abidjan'],
    ['Ivory Coast', 'Africa/Abidjan'],
    ['Türkiye', 'Europe/Istanbul'],
    ['Turkey', 'Europe/Istanbul'],
    ['Czech Republic', 'Europe/Prague'],
    ['South Korea', 'Asia/Seoul'],
    // Countries with several zones: where most of their people live.
    ['USA', 'America/New_York'],
    ['United States of America', 'America/New_York'],
    ['Russia', 'Europe/Moscow'],
    ['Brazil', 'America/Sao_Paulo'],
    ['Spain', 'Europe/Madrid'],
    ['China', 'Asia/Shanghai'],
    ['Chile', 'America/Santiago'],
    // Not on the map of cities.
    ['Jersey', 'Europe/London'],
  ])('is guessed from the country %s', (country, zone) => {
    expect(guessed(country)).toEqual({ zone, source: 'guessed', guessedFrom: country.trim() })
  })

  test.each([
    ['US', 'Los Angeles', 'America/Los_Angeles', 'Los Angeles, US'],
    ['United States', 'honolulu', 'Pacific/Honolulu', 'honolulu, United States'],
    ['Canada', 'Vancouver', 'America/Vancouver', 'Vancouver, Canada'],
    ['Canada', 'London', 'America/Toronto', 'London, Canada'],
    ['Australia', 'Perth', 'Australia/Perth', 'Perth, Australia'],
    ['Brazil', 'Manaus', 'America/Manaus', 'Manaus, Brazil'],
    [null, 'London', 'Europe/London', 'London'],
    [null, 'São Paulo', 'America/Sao_Paulo', 'São Paulo'],
    [null, 'Zurich', 'Europe/Zurich', 'Zurich'],
    [null, 'Washington, DC', 'America/New_York', 'Washington, DC'],
    [null, 'Portland, ME', 'America/New_York', 'Portland, ME'],
    [null, 'Portland, Oregon', 'America/Los_Angeles', 'Portland, Oregon'],
    [null, 'Berlin, Germany', 'Europe/Berlin', 'Berlin, Germany'],
    // One of many Springfields, and cities that the map does not have there: the country alone.
    ['US', 'Springfield', 'America/New_York', 'US'],
    ['Germany', 'Paris', 'Europe/Berlin', 'Germany'],
    ['Germany', 'Kleinkleckersdorf', 'Europe/Berlin', 'Germany'],
    // A country that is none leaves the city.
    ['Atlantis', 'Tokyo', 'Asia/Tokyo', 'Tokyo'],
  ])('is guessed from %s and %s', (country, city, zone, guessedFrom) => {
    expect(guessed(country, city)).toEqual({ zone, source: 'guessed', guessedFrom })
  })

  test.each([
    [null, null],
    ['', ''],
    ['Atlantis', null],
    // Alabama's Birmingham is nearly half as large as England's.
    [null, 'Birmingham'],
    [null, 'Springfield'],
    [null, 'Paris, TX'],
    [null, 'Kleinkleckersdorf'],
  ])('is the mailbox’s where %s and %s say too little', (country, city) => {
    expect(guessed(country, city)).toEqual({ zone: MAILBOX, source: 'mailbox', guessedFrom: null })
  })

  test('is his own field before any guess', () => {
    const place = { timeZone: ' Asia/Tokyo ', country: 'Germany', city: 'Berlin', mailboxZone: MAILBOX }
    expect(zoneOf(place)).toEqual({ zone: 'Asia/Tokyo', source: 'prospect', guessedFrom: null })
  })

  test.each(['CET-ish', '+02:00', '', 'Mars/Olympus'])('is unknown where the field says "%s"', (timeZone) => {
    expect(zoneOf({ timeZone, country: 'Germany', city: null, mailboxZone: MAILBOX }).zone).toBe(
      'Europe/Berlin',
    )
  })

  test('is a zone whatever was typed, and the same each time', () => {
    const texts = fc.option(
      fc.oneof(
        fc.string(),
        fc.constantFrom('__proto__', 'constructor', ',', ', ,', 'US', 'London', 'İstanbul'),
      ),
    )
    fc.assert(
      fc.property(texts, texts, texts, (timeZone, country, city) => {
        const place = { timeZone, country, city, mailboxZone: MAILBOX }
        const found = zoneOf(place)
        expect(IANAZone.isValidZone(found.zone)).toBe(true)
        expect(found.guessedFrom === null).toBe(found.source !== 'guessed')
        expect(zoneOf(place)).toEqual(found)
      }),
    )
  })
})
