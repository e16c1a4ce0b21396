import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { returnDateIn } from './return-date.ts'

/** Monday. */
const WRITTEN = '2026-03-02'
const dateIn = (text: string, dayFirst = false): string | undefined =>
  returnDateIn({ text, writtenOn: WRITTEN, dayFirst })

describe('the day of return', () => {
  it.each([
    ['I will be back on March 16, 2026.', '2026-03-16'],
    ['I will be back in the office on Monday, March 16th.', '2026-03-16'],
    ['I will return to the office on 16 March.', '2026-03-16'],
    ['Back on the 16th of March', '2026-03-16'],
    ['I am out of office until 16 March 2026.', '2026-03-16'],
    ['I am away from 2 March to 16 March.', '2026-03-16'],
    ['I am out from March 2 through March 16 with no access to mail.', '2026-03-16'],
    ['Out of office March 2 - 16', '2026-03-16'],
    ['I will be available again from 2026-03-16.', '2026-03-16'],
    ['I return 3/16/2026', '2026-03-16'],
    ['Returning 16.03.2026', '2026-03-16'],
    ['I am away till 16/03/26', '2026-03-16'],
    // German
    ['Ich bin bis zum 16.03.2026 nicht im Büro.', '2026-03-16'],
    ['Ich bin bis einschließlich 16. März abwesend.', '2026-03-16'],
    ['Ab dem 16. März bin ich wieder erreichbar.', '2026-03-16'],
    ['Ich bin am 16.3. wieder im Büro', '2026-03-16'],
    ['vom 02.03. bis 16.03.2026 im Urlaub', '2026-03-16'],
    // French
    ["Je suis absent jusqu'au 16 mars 2026.", '2026-03-16'],
    ['Je serai de retour le lundi 16 mars.', '2026-03-16'],
    ['du 2 au 16 mars', '2026-03-16'],
    // Spanish, Portuguese, Italian
    ['Estaré fuera de la oficina hasta el 16 de marzo de 2026.', '2026-03-16'],
    ['Regreso el 16 de marzo', '2026-03-16'],
    ['Estarei de volta no dia 16 de março.', '2026-03-16'],
    ['Sarò assente fino al 16 marzo', '2026-03-16'],
    ['Rientro il 16 marzo 2026', '2026-03-16'],
    // Dutch, Scandinavian, Polish, Russian
    ['Ik ben afwezig tot en met 16 maart.', '2026-03-16'],
    ['Jag är tillbaka den 16 mars', '2026-03-16'],
    ['Jeg er tilbage den 16. marts', '2026-03-16'],
    ['Jestem nieobecny do 16 marca', '2026-03-16'],
    ['Я в отпуске до 16 марта', '2026-03-16'],
  ])('%s', (text, expected) => {
    expect(dateIn(text)).toBe(expected)
  })

  it.each([
    ['Back on Thursday', '2026-03-05'],
    ['I will be back next Monday', '2026-03-09'],
    ['Ich bin ab Donnerstag wieder da', '2026-03-05'],
    ['de retour jeudi', '2026-03-05'],
  ])('is counted from the day of writing: %s', (text, expected) => {
    expect(dateIn(text)).toBe(expected)
  })

  it.each([
    ['where the first number can only be the day', 'back on 16/3/2026', false, '2026-03-16'],
    ['month first where nothing says otherwise', 'back on 4/3/2026', false, '2026-04-03'],
    ['day first where the writer is known to do so', 'back on 4/3/2026', true, '2026-03-04'],
    ['day first where it is written with dots', 'zurück am 4.3.2026', false, '2026-03-04'],
    ['the other way round where only that lies ahead', 'back on 5/2/2026', false, '2026-05-02'],
  ])('with numbers that could be either: %s', (_what, text, dayFirst, expected) => {
    expect(dateIn(text, dayFirst)).toBe(expected)
  })

  it.each([
    ['the year that is written', 'back on January 5, 2027', '2027-01-05'],
    [
      'the last day named',
      'I am away from March 5 and back on March 9. The fair is from May 1.',
      '2026-03-09',
    ],
  ])('is %s', (_what, text, expected) => {
    expect(dateIn(text)).toBe(expected)
  })

  it('is the next such day at the turn of the year', () => {
    expect(returnDateIn({ text: 'back on January 5', writtenOn: '2026-12-20' })).toBe('2027-01-05')
    expect(returnDateIn({ text: 'until 31 December', writtenOn: '2026-12-20' })).toBe('2026-12-31')
  })

  it.each([
    'I am away and have no access to my mail.',
    'Back soon!',
    'For urgent matters call +49 30 1234567 until then.',
    'I was away until 16 February 2026.',
    'I am away until 16 February.',
    'Back on 31 February',
    'I left the company on March 1, 2019.',
    '',
  ])('is not found in: %s', (text) => {
    expect(dateIn(text)).toBeUndefined()
  })

  it('is a day from the day of writing on, whatever the text', () => {
    const word = fc.constantFrom(
      'back',
      'on',
      'until',
      'March',
      '16',
      '31',
      '2026',
      '5/6',
      '.',
      'bis',
      'zum',
      'am',
      '16.',
      'Monday',
      '-',
    )
    fc.assert(
      fc.property(fc.array(word, { maxLength: 12 }), fc.boolean(), (words, dayFirst) => {
        const found = dateIn(words.join(' '), dayFirst)
        if (found === undefined) return
        expect(found).toMatch(/^20\d\d-\d\d-\d\d$/)
        expect(found >= WRITTEN && found <= '2027-04-10').toBe(true)
      }),
    )
  })

  it('is read from any day of the year, in the writing of several countries', () => {
    const day = fc.date({ min: new Date('2026-03-03'), max: new Date('2027-02-27'), noInvalidDate: true })
    const forms: ((date: Date) => string)[] = [
      (date) =>
        `I am back on ${new Intl.DateTimeFormat('en-US', { dateStyle: 'long', timeZone: 'UTC' }).format(date)}.`,
      (date) =>
        `Back on ${new Intl.DateTimeFormat('en-GB', { dateStyle: 'full', timeZone: 'UTC' }).format(date)}`,
      (date) =>
        `Ich bin bis ${new Intl.DateTimeFormat('de-DE', { dateStyle: 'long', timeZone: 'UTC' }).format(date)} im Urlaub`,
      (date) =>
        `Ich bin bis ${new Intl.DateTimeFormat('de-DE', { dateStyle: 'medium', timeZone: 'UTC' }).format(date)} im Urlaub`,
      (date) =>
        `de retour le ${new Intl.DateTimeFormat('fr-FR', { dateStyle: 'long', timeZone: 'UTC' }).format(date)}`,
      (date) =>
        `hasta el ${new Intl.DateTimeFormat('es-ES', { dateStyle: 'long', timeZone: 'UTC' }).format(date)}`,
      (date) =>
        `fino al ${new Intl.DateTimeFormat('it-IT', { dateStyle: 'long', timeZone: 'UTC' }).format(date)}`,
      (date) =>
        `até ${new Intl.DateTimeFormat('pt-PT', { dateStyle: 'long', timeZone: 'UTC' }).format(date)}`,
      (date) =>
        `tot ${new Intl.DateTimeFormat('nl-NL', { dateStyle: 'long', timeZone: 'UTC' }).format(date)}`,
      (date) =>
        `tillbaka ${new Intl.DateTimeFormat('sv-SE', { dateStyle: 'long', timeZone: 'UTC' }).format(date)}`,
      (date) =>
        `nieobecny do ${new Intl.DateTimeFormat('pl-PL', { dateStyle: 'long', timeZone: 'UTC' }).format(date)}`,
      (date) =>
        `в отпуске до ${new Intl.DateTimeFormat('ru-RU', { dateStyle: 'long', timeZone: 'UTC' }).format(date)}`,
      (date) => `until ${date.toISOString().slice(0, 10)}`,
    ]
    fc.assert(
      fc.property(day, fc.constantFrom(...forms), (date, form) => {
        expect(dateIn(form(date))).toBe(date.toISOString().slice(0, 10))
      }),
      { numRuns: 500 },
    )
  })
})
