import type { AnswerOf, ItemOf } from '#api/index.ts'

export type Cadence = AnswerOf<'get', '/cadences/{id}'>
export type CadenceSummary = ItemOf<'/cadences'>

export type Definition = NonNullable<Cadence['draft']>
export type Checks = AnswerOf<'get', '/cadences/{id}/checks'>
