import { htmlToText } from '@cadenza/mailkit'

/** Stands where a value will stand: of the private use area, so that it is neither a space nor markup. */
const VALUE = '\uE000'
const OUTPUT = /\{\{[\s\S]*?\}\}/g
const TAG = /\{%[\s\S]*?%\}/g

/** A text with a placeholder for every Liquid output, and without Liquid's tags. */
export const withoutLiquid = (text: string): string => text.replace(OUTPUT, VALUE).replace(TAG, '')

/** Whether a value of the prospect stands in a text that went through `withoutLiquid`. */
export const hasValue = (text: string): boolean => text.includes(VALUE)

/** The words that a reader of the body sees, values as placeholders; without the addresses of links. */
export const visibleText = (body: string): string =>
  htmlToText(withoutLiquid(body)).replace(/<[^<>\s]*>/g, ' ')

/** Words, of any script; a placeholder counts as one. */
export const wordsOf = (text: string): string[] =>
  text.match(/[\p{L}\p{N}\uE000][\p{L}\p{N}\p{M}\uE000'’-]*/gu) ?? []
