import { type Static, Type } from 'typebox'

/** How every failure is answered. */
export const Failure = Type.Object(
  {
    error: Type.Object({
      code: Type.String({ description: 'Stable: invalid_input, not_found, conflict …' }),
      message: Type.String({ description: 'A sentence for people: what is wrong and what to do' }),
      field: Type.Optional(Type.String({ description: 'What it is about: `steps[2].wait`' })),
      requestId: Type.String(),
    }),
  },
  { title: 'Failure' },
)
export type Failure = Static<typeof Failure>
