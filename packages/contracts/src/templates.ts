import { type Static, Type } from 'typebox'
import { pageOf, pageQuery } from './page.ts'
import { Id, Instant, nullable } from './values.ts'

const shared = Type.Boolean({
  description: 'Seen and used by everybody; else by its owner, managers and admins',
})

const texts = {
  name: Type.String(),
  subject: Type.String({ description: 'Liquid' }),
  body: Type.String({ description: 'HTML with Liquid; plain text is taken too' }),
}

export const Template = Type.Object(
  { id: Id, ...texts, ownerId: nullable(Id), shared, createdAt: Instant, updatedAt: Instant },
  { title: 'Template' },
)
export type Template = Static<typeof Template>

export const TemplateQuery = Type.Object({
  ...pageQuery,
  search: Type.Optional(Type.String({ maxLength: 200, description: 'Stands in the name or the subject' })),
})
export const TemplatePage = pageOf(Template)
export const NewTemplate = Type.Object(texts, { title: 'NewTemplate' })
export const TemplateChange = Type.Partial(Type.Object({ ...texts, shared }), { title: 'TemplateChange' })
