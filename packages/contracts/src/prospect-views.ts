import { type Static, Type } from 'typebox'
import { ProspectFilter, ProspectSort } from './prospects.ts'
import { Id, Instant } from './values.ts'

const given = {
  name: Type.String({ minLength: 1, maxLength: 200 }),
  shared: Type.Boolean({ description: 'Everybody of the company may use it' }),
  filter: ProspectFilter,
  sort: ProspectSort,
  columns: Type.Array(Type.String({ maxLength: 200 }), { maxItems: 50 }),
}
export const NewProspectView = Type.Object(given, { title: 'NewProspectView' })
export const ProspectView = Type.Object(
  { id: Id, ownerId: Id, ...given, createdAt: Instant, updatedAt: Instant },
  { title: 'ProspectView' },
)
export type ProspectView = Static<typeof ProspectView>
export const ProspectViews = Type.Object({ items: Type.Array(ProspectView) })
