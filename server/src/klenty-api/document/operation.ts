import type { TSchema } from 'typebox'
import type { Edition } from '#modules/accounts/index.ts'

/** Values by what they show. */
export type Examples = Readonly<Record<string, unknown>>

export type Content = { schema: TSchema; examples: Examples }

export type QueryParameter = { name: string; description: string; example?: string; required?: true }

/** What the document says of a route. The routes check their input themselves; a test compares the lists of both. */
export type Operation = {
  method: 'GET' | 'POST'
  /** After `/apis/v1/user/:username`, as the route is written. */
  path: string
  /** The same under other paths. */
  alsoAt?: readonly { path: string; id: string }[]
  id: string
  summary: string
  description?: string
  query?: readonly QueryParameter[]
  body?: Content
  /** One answer for both editions, or each its own. */
  answer: Content | Readonly<Record<Edition, Content>>
}

export type OperationGroup = { tag: string; operations: readonly Operation[] }
