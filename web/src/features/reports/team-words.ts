import type { AnswerOf } from '#api/index.ts'

export type Member = AnswerOf<'get', '/reports/team'>['members'][number]

/** His name, or his address where he gave none. */
export const nameOf = ({ name, userEmail }: Member): string => name || userEmail
