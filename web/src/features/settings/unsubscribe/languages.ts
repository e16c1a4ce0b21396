import type { AnswerOf } from '#api/index.ts'

export type PageWords = AnswerOf<'get', '/settings'>['unsubscribePage']

const CODES = ['auto', 'en', 'de', 'es', 'fr', 'it', 'nl', 'pl', 'pt'] as const
const names = new Intl.DisplayNames('en', { type: 'language' })

export const LANGUAGES = CODES.map((value) => ({
  value,
  label: value === 'auto' ? 'As the reader’s browser asks for' : (names.of(value) ?? value),
}))

export const readLanguage = (value: string): PageWords['language'] =>
  CODES.find((code) => code === value) ?? 'auto'
