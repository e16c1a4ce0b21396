import { type Static, Type } from 'typebox'
import { pageOf } from './page.ts'
import { Id, Instant, nullable } from './values.ts'

export const List = Type.Object(
  { id: Id, name: Type.String(), createdBy: nullable(Id), createdAt: Instant },
  { title: 'List' },
)
export type List = Static<typeof List>
export const ListPage = pageOf(List)
export const NewList = Type.Object({ name: Type.String() })

export const Tag = Type.Object({ id: Id, name: Type.String() }, { title: 'Tag' })
export const TagPage = pageOf(Tag)

export const NewName = Type.Object({ name: Type.String() }, { title: 'NewName' })
export const TagMerge = Type.Object(
  { tagId: Type.String({ description: 'The tag that stays' }) },
  { title: 'TagMerge' },
)
