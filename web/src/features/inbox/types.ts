import type { AnswerOf, ItemOf } from '#api/index.ts'

export type ListedThread = ItemOf<'/threads'>
export type Thread = AnswerOf<'get', '/threads/{id}'>
export type ThreadMail = Thread['mails'][number]
export type ThreadKind = ListedThread['kind']
