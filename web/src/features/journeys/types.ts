import type { AnswerOf, ItemOf } from '#api/index.ts'

export type Journey = AnswerOf<'get', '/journeys/{id}'>
export type JourneySummary = ItemOf<'/journeys'>
export type Definition = NonNullable<Journey['draft']>
export type JourneyNode = Definition['nodes'][number]
export type NodeKind = JourneyNode['kind']
export type NodeOf<Kind extends NodeKind> = Extract<JourneyNode, { kind: Kind }>
export type Condition = NodeOf<'condition'>['condition']
export type EventTest = NodeOf<'wait_event'>['event']
export type Wait = NodeOf<'wait'>['wait']
export type TaskKind = NodeOf<'task'>['task']
export type Problem = AnswerOf<'get', '/journeys/{id}/problems'>['problems'][number]
