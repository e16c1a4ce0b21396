import { type Static, Type } from 'typebox'
import { Instant } from './values.ts'

export const DayQuery = Type.Object({
  until: Type.Unsafe<string>({ ...Instant, description: "The end of the caller's day" }),
})

export const DayAhead = Type.Object(
  {
    sent: Type.Integer({
      description: "Automatic mails that left, or were begun, on each mailbox's present day",
    }),
    waiting: Type.Integer({
      description:
        'Mails due before `until`, in what runs; what the limits of the day leave over goes later. At most 10000',
    }),
    held: Type.Integer({
      description: 'Prospects who are held until somebody mends what is missing. At most 1000',
    }),
  },
  { title: 'DayAhead' },
)
export type DayAhead = Static<typeof DayAhead>
