import type { ApiPaths } from '#api/client.ts'
import type { AnswerOf, ItemOf } from '#api/index.ts'

export type SequenceKind = 'cadence' | 'journey'

/** A cadence or a journey by its id. */
export type SequenceRef = { kind: SequenceKind; id: string }

/** Whom to start: some prospects by their ids, or everybody in a list. */
export type StartProspects = { prospectIds: readonly string[] } | { listId: string }

type Asked = ApiPaths['/cadences/{id}/start-forecast']['post']['requestBody']['content']['application/json']
/** Everybody who fits a filter. */
export type FilteredProspects = { filter: NonNullable<Asked['filter']> }

export type StartForecast = AnswerOf<'post', '/cadences/{id}/start-forecast'>
export type SameReason = StartForecast['refused'][number]
export type Enrolment = ItemOf<'/cadences/{id}/enrolments'>
export type EnrolmentCounts = AnswerOf<'get', '/cadences/{id}/counts'>
