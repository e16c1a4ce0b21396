import { type Static, Type } from 'typebox'
import { pageOf } from './page.ts'
import { Id, Instant, nullable } from './values.ts'

/** What a user wrote down about a prospect. */
export const Note = Type.Object(
  {
    id: Id,
    prospectId: Id,
    userId: Id,
    userEmail: Type.String({ description: "The writer's login mail" }),
    userName: Type.String(),
    text: Type.String({ description: 'Plain text with line breaks' }),
    createdAt: Instant,
    editedAt: nullable(Instant),
  },
  { title: 'Note' },
)
export type Note = Static<typeof Note>
export const NotePage = pageOf(Note)

const text = Type.String({ description: 'At most 20,000 characters', examples: ['Wants a call in May'] })
export const NewNote = Type.Object({ text }, { title: 'NewNote' })
export const NoteChange = Type.Object({ text }, { title: 'NoteChange' })
