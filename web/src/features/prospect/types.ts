import type { AnswerOf, ItemOf } from '#api/index.ts'

export type Prospect = AnswerOf<'get', '/prospects/{prospect}'>
export type ProspectContext = AnswerOf<'get', '/prospects/{prospect}/context'>
export type Run = ItemOf<'/prospects/{prospect}/enrolments'>
export type ToldEvent = ItemOf<'/prospects/{prospect}/timeline'>
