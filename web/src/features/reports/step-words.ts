import type { AnswerOf } from '#api/index.ts'

export type Step = AnswerOf<'get', '/reports/steps'>['steps'][number]
export type Option = Step['options'][number]

/** "Step 2", or that it is no more. */
export const stepName = ({ number }: Pick<Step, 'number'>): string =>
  number === null ? 'Removed step' : `Step ${number}`

/** "Option A". */
export const optionName = ({ number }: Pick<Option, 'number'>): string =>
  number === null ? 'Removed option' : `Option ${String.fromCharCode(64 + Math.min(number, 26))}`
