import type { PageLanguage, UnsubscribePage } from '#modules/accounts/index.ts'
import { PAGE_TEXTS, type PageTexts } from './page-texts.ts'

export type PageWords = PageTexts & { language: PageLanguage; name: string }

/** What somebody reads who unsubscribes: the company's own words, else those of a language he understands. */
export const pageWords = (input: {
  company: string
  page: UnsubscribePage
  /** The header of his browser (RFC 9110, section 12.5.4). */
  acceptLanguage: string | undefined
}): PageWords => {
  const { company, page, acceptLanguage } = input
  const language = page.language === 'auto' ? preferredLanguage(acceptLanguage) : page.language
  const texts = PAGE_TEXTS[language]
  return {
    ...texts,
    title: page.title ?? texts.title,
    question: page.question ?? texts.question,
    button: page.button ?? texts.button,
    done: page.done ?? texts.done,
    language,
    name: page.name ?? company,
  }
}

const isLanguage = (name: string): name is PageLanguage => Object.hasOwn(PAGE_TEXTS, name)

/** The one that the browser likes best among ours; English where it likes none. */
export const preferredLanguage = (header = ''): PageLanguage => {
  const wanted = header.split(',').map((part) => {
    const [tag = '', ...parameters] = part.split(';').map((one) => one.trim().toLowerCase())
    const weight = parameters.find((one) => one.startsWith('q='))?.slice(2)
    return { language: tag.split('-')[0] ?? '', weight: weight === undefined ? 1 : Number(weight) }
  })
  const known = wanted.filter(({ weight }) => weight > 0).toSorted((a, b) => b.weight - a.weight)
  return known.map(({ language }) => language).find(isLanguage) ?? 'en'
}
