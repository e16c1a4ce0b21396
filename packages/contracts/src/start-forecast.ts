import { type Static, Type } from 'typebox'
import { ProspectFilter } from './prospects.ts'
import { choice, Day, Id, Instant, nullable } from './values.ts'

/** Most prospects whose mails a forecast tells. */
export const MOST_FORECAST = 10_000
/** Most prospects of whom it tells whether they would start. */
export const MOST_LOOKED_AT = 100_000

export const StartForecastInput = Type.Object(
  {
    prospectIds: Type.Optional(Type.Array(Id, { minItems: 1, maxItems: MOST_FORECAST })),
    listId: Type.Optional(Id),
    filter: Type.Optional(ProspectFilter),
    of: Type.Optional(
      choice(
        ['published', 'draft'],
        'Default: what is published, or else the draft, which must have no mistakes',
      ),
    ),
  },
  {
    title: 'StartForecastInput',
    description: `Prospects by their ids, those of a list, those of a filter, or several of these. Of more than ${MOST_LOOKED_AT} the first are looked at, and of those who start the mails of the first ${MOST_FORECAST}`,
  },
)
export type StartForecastInput = Static<typeof StartForecastInput>

const SameReason = Type.Object(
  {
    kind: Type.String({ description: 'For programs: `not_allowed`, `missing_variable`, …' }),
    reason: Type.String({ description: 'A sentence' }),
    prospects: Type.Integer(),
    examples: Type.Array(Type.Object({ prospectId: Id, email: Type.String(), name: Type.String() }), {
      description: 'The first twenty',
    }),
  },
  { title: 'SameReason' },
)

export const StartForecast = Type.Object(
  {
    asked: Type.Integer(),
    areAll: Type.Boolean({
      description: `False where there are more than the ${MOST_LOOKED_AT} that were looked at`,
    }),
    starting: Type.Integer(),
    foretold: Type.Integer({
      description: `Of those who start, those to whom everything below refers: the first ${MOST_FORECAST}`,
    }),
    refused: Type.Array(SameReason, { description: 'Who would not be started, the largest group first' }),
    held: Type.Array(SameReason, {
      description: 'Who would be started and at some step wait for something that does not come by itself',
    }),
    mailboxes: Type.Array(
      Type.Object({
        mailboxId: Id,
        address: Type.String(),
        zone: Type.String({ description: 'In which its days are counted' }),
        prospects: Type.Integer({ description: 'How many of these it would be given' }),
        mails: Type.Integer(),
        note: nullable(Type.String({ description: 'Why nothing leaves it' })),
      }),
    ),
    days: Type.Array(
      Type.Object({
        day: Day,
        mailboxId: Id,
        firstMails: Type.Integer(),
        followUps: Type.Integer(),
        others: Type.Integer({ description: 'Mails to those who wait there already' }),
      }),
      { description: 'By day and mailbox; those without mails are missing' },
    ),
    mails: Type.Integer(),
    firstAt: nullable(Instant),
    lastAt: nullable(Instant),
    isWhole: Type.Boolean({
      description:
        'False where more wait before them than were looked at, or it goes on for more than a year',
    }),
  },
  {
    title: 'StartForecast',
    description:
      'By the rules of the engine, if nobody answers, opens or clicks, every server takes its mail at once, tasks are done when they come up and gaps between mails are of middle length',
  },
)
export type StartForecast = Static<typeof StartForecast>
