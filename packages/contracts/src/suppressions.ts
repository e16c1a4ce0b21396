import { type Static, Type } from 'typebox'
import { pageOf, pageQuery } from './page.ts'
import { SuppressionReason } from './prospects.ts'
import { choice, Instant, nullable } from './values.ts'

const Kind = choice(['address', 'domain'])

export const Suppression = Type.Object(
  {
    kind: Kind,
    value: Type.String({ description: 'An address or a domain, as it is matched' }),
    reason: SuppressionReason,
    source: Type.String(),
    detail: nullable(Type.String()),
    createdAt: Instant,
  },
  { title: 'Suppression' },
)
export type Suppression = Static<typeof Suppression>

export const SuppressionQuery = Type.Object({ ...pageQuery, kind: Type.Optional(Kind) })
export const SuppressionPage = pageOf(Suppression)

export const NewSuppression = Type.Object(
  {
    kind: Kind,
    value: Type.String({ examples: ['ann@example.com'] }),
    reason: Type.Optional(SuppressionReason),
    detail: Type.Optional(Type.String()),
  },
  { title: 'NewSuppression' },
)
export const SuppressionKey = Type.Object({
  kind: Kind,
  value: Type.String({ examples: ['ann@example.com'] }),
  reason: SuppressionReason,
})
export const SuppressedProspects = Type.Object({
  prospects: Type.Integer({ description: 'How many prospects it is about' }),
})
