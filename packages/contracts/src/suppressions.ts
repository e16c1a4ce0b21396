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

export const SuppressionQuery = Type.Object({
  ...pageQuery,
  kind: Type.Optional(Kind),
  search: Type.Optional(Type.String({ description: 'A part of the address or domain', maxLength: 254 })),
  reason: Type.Optional(SuppressionReason),
})
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

export const SuppressionText = Type.Object(
  {
    text: Type.String({
      description: 'An address or a domain a line; what follows a comma is passed over',
      maxLength: 500_000,
      examples: ['ann@example.com\n@example.org'],
    }),
  },
  { title: 'SuppressionText' },
)
export const SuppressedMany = Type.Object(
  {
    addresses: Type.Integer(),
    domains: Type.Integer(),
    prospects: Type.Integer({ description: 'How many prospects it is about' }),
    refused: Type.Array(Type.Object({ line: Type.Integer(), text: Type.String(), reason: Type.String() })),
  },
  { title: 'SuppressedMany' },
)
