import { type TSchema, Type } from 'typebox'
import { nullable } from './values.ts'

/** Query keys of every list. */
export const pageQuery = {
  limit: Type.Optional(
    Type.Integer({ minimum: 1, maximum: 200, default: 50, description: 'Most items of a page' }),
  ),
  cursor: Type.Optional(Type.String({ description: '`next` of the page before; absent: the first page' })),
}

/** A page of a list. */
export const pageOf = <Item extends TSchema>(item: Item) =>
  Type.Object({
    items: Type.Array(item),
    next: nullable(Type.String({ description: 'Give it as `cursor` to get the next page' })),
  })

/** For lists that have no other query keys. */
export const PageQuery = Type.Object(pageQuery)
