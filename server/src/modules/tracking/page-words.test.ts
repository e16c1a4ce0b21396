import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { UnsubscribePage } from '#modules/accounts/index.ts'
import { PAGE_TEXTS } from './page-texts.ts'
import { pageWords, preferredLanguage } from './page-words.ts'
import { unsubscribedPage, unsubscribePage } from './unsubscribe-page.ts'

const BUILT_IN: UnsubscribePage = {
  ...{ language: 'auto', name: null, title: null, question: null, button: null, done: null },
}

test('a browser gets the language it likes best among ours, else English', () => {
  expect(preferredLanguage('de-AT,de;q=0.9,en;q=0.8')).toBe('de')
  expect(preferredLanguage('ja, fr;q=0.3, it;q=0.7')).toBe('it')
  expect(preferredLanguage('de;q=0, pl;q=0.1')).toBe('pl')
  expect(preferredLanguage('ja')).toBe('en')
  expect(preferredLanguage(undefined)).toBe('en')
  fc.assert(fc.property(fc.string(), (header) => Object.hasOwn(PAGE_TEXTS, preferredLanguage(header))))
})

test('every language names who wrote and whom, and says what the button does', () => {
  for (const { question, done, ...short } of Object.values(PAGE_TEXTS)) {
    for (const text of [question, done]) {
      expect(text).toContain('{name}')
      expect(text).toContain('{address}')
    }
    expect(Object.values(short).every((text) => text !== '' && !text.includes('{'))).toBe(true)
  }
})

test('the company’s own words stand in place of ours, and are text whatever they are', () => {
  const words = pageWords({ company: 'Acme', page: { ...BUILT_IN, language: 'de' }, acceptLanguage: 'fr' })
  expect(words).toMatchObject({ language: 'de', name: 'Acme', title: 'Abmelden' })
  const hostile = '<img src=x onerror=alert(1)>"\'{name}'
  fc.assert(
    fc.property(fc.string(), fc.string(), (text, address) => {
      const page = { ...BUILT_IN, name: hostile, title: text, question: `${hostile}\n${text}`, done: hostile }
      const shown = {
        words: pageWords({ company: 'A', page, acceptLanguage: undefined }),
        toAddress: address,
      }
      for (const written of [unsubscribePage(shown), unsubscribedPage(shown)]) {
        expect(written).not.toContain('<img')
        expect(written).toContain('&lt;img src=x onerror=alert(1)&gt;')
      }
    }),
  )
})
