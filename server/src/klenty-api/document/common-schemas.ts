import { Type } from 'typebox'
import type { Content } from './operation.ts'

export const text = Type.String()
export const count = Type.Integer({ minimum: 0 })
export const maybe = Type.Optional(text)

/** What every POST answers that does no more than what it was asked. */
export const DONE = {
  '2017': {
    schema: Type.Object({ Status: Type.Literal(true) }, { title: 'Done2017' }),
    examples: { done: { Status: true } },
  },
  '2023': {
    schema: Type.Object({ status: Type.Literal(true) }, { title: 'Done2023' }),
    examples: { done: { status: true } },
  },
}

export const EMAIL: Content = {
  schema: Type.Object(
    { Email: Type.Optional(Type.String({ description: 'Of the prospect; may stand in the path instead' })) },
    { title: 'ProspectRef' },
  ),
  examples: { 'one prospect': { Email: 'steve@tutecircle.com' } },
}

export const Failure = Type.Object(
  {
    Status: Type.Literal(false),
    status: Type.Literal(false),
    message: Type.String({ description: 'What is wrong with which field, and what to do' }),
    errors: Type.Array(Type.Object({ code: text, errorCode: text, errorMessage: text })),
  },
  { title: 'Failure' },
)

export const Names = Type.Array(text)
