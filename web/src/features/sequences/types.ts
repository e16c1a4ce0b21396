import type { AnswerOf, ItemOf } from '#api/index.ts'

export type SequenceKind = 'cadence' | 'journey'
export type Sequence = AnswerOf<'get', '/cadences/{id}'> | AnswerOf<'get', '/journeys/{id}'>
export type SequenceSummary = ItemOf<'/cadences'> | ItemOf<'/journeys'>
/** What has come of a sequence so far. */
export type SequenceNumbers = AnswerOf<'get', '/reports/numbers'>['sequences'][number]
export type ListedSequence = SequenceSummary & { numbers: SequenceNumbers | undefined }
/** When, from where and how much it sends. */
export type Settings = NonNullable<Sequence['draft']>['settings']
