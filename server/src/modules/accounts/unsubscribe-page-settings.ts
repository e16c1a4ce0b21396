import { PAGE_LANGUAGES } from '@cadenza/contracts'
import { invalidInput } from '#platform/errors/index.ts'

export type PageLanguage = (typeof PAGE_LANGUAGES)[number]

/** The company's own words on the page on which people unsubscribe; null: the text that comes with Cadenza. Plain text. */
export type UnsubscribePage = {
  /** Of the texts that come with Cadenza; auto: as the browser asks for. */
  language: 'auto' | PageLanguage
  /** Who wrote the mail; null: the name of the company. */
  name: string | null
  title: string | null
  question: string | null
  button: string | null
  done: string | null
}

export const BUILT_IN_PAGE: UnsubscribePage = {
  language: 'auto',
  name: null,
  title: null,
  question: null,
  button: null,
  done: null,
}

const LONGEST = { name: 100, title: 100, question: 600, button: 60, done: 600 } as const

/** Throws invalid_input naming the part that is wrong. A part that is left out is null. */
export const checkUnsubscribePage = (value: unknown): UnsubscribePage => {
  if (typeof value !== 'object' || value === null)
    throw invalidInput('unsubscribePage', 'unsubscribePage must be an object.')
  const given: unknown = Reflect.get(value, 'language') ?? 'auto'
  const language = (['auto', ...PAGE_LANGUAGES] as const).find((one) => one === given)
  if (language === undefined)
    throw invalidInput(
      'unsubscribePage.language',
      `unsubscribePage.language must be auto or one of ${PAGE_LANGUAGES.join(', ')}.`,
    )
  const words = (part: keyof typeof LONGEST) => readWords(Reflect.get(value, part), part)
  return {
    language,
    name: words('name'),
    title: words('title'),
    question: words('question'),
    button: words('button'),
    done: words('done'),
  }
}

const readWords = (value: unknown, part: keyof typeof LONGEST): string | null => {
  const field = `unsubscribePage.${part}`
  if (value === undefined || value === null) return null
  if (typeof value !== 'string') throw invalidInput(field, `${field} must be text or null.`)
  const text = value.trim()
  if (text === '') return null
  if (text.length > LONGEST[part])
    throw invalidInput(field, `${field} may have at most ${LONGEST[part]} characters.`)
  if (/[^\P{Cc}\n]/u.test(text)) throw invalidInput(field, `${field} holds a control character. Take it out.`)
  return text
}
