import { type Static, Type } from 'typebox'
import { pageOf, pageQuery } from './page.ts'
import { choice, dictionary, Email, Id, Instant, nullable, Zone } from './values.ts'

const text = nullable(Type.String())

const TextFields = Type.Object({
  firstName: text,
  lastName: text,
  fullName: text,
  middleName: text,
  company: text,
  account: text,
  companyDomain: text,
  companyUrl: text,
  companyEmail: text,
  companyPhone: text,
  department: text,
  title: text,
  phone: text,
  location: text,
  city: text,
  country: text,
  twitterId: text,
  linkedinUrl: text,
  outcome: text,
  timeZone: nullable(Zone),
})

export const ProspectStatus = choice([
  'not_contacted',
  'contacted',
  'replied',
  'bounced',
  'unsubscribed',
  'do_not_contact',
])

export const SuppressionReason = choice(['bounced', 'unsubscribed', 'complaint', 'do_not_contact'])

export const Prospect = Type.Object(
  {
    id: Id,
    email: Type.String(),
    ...TextFields.properties,
    customFields: dictionary(Type.String()),
    listId: Id,
    list: Type.String({ description: "The list's name" }),
    tags: Type.Array(Type.String()),
    ownerId: Id,
    owner: Type.String({ description: "The owner's login mail" }),
    status: ProspectStatus,
    suppressedBy: nullable(SuppressionReason),
    source: Type.String(),
    createdAt: Instant,
    updatedAt: Instant,
    lastInteractionAt: Instant,
    lastContactedAt: nullable(
      Type.String({ format: 'date-time', description: 'When the last mail went to him' }),
    ),
  },
  { title: 'Prospect' },
)
export type Prospect = Static<typeof Prospect>

const LastInteraction = Type.String({ format: 'date-time', description: 'Of the last interaction' })

const LastMail = Type.String({ format: 'date-time', description: 'Of the last mail to them' })

/** How somebody stands in a cadence or journey. */
export const SequenceState = choice(
  ['open', 'paused', 'held', 'completed', 'replied', 'bounced', 'unsubscribed', 'stopped', 'none'],
  'How they stand in the cadence or journey, or in any; none: not on their way in it',
)

const prospectFilter = {
  search: Type.Optional(
    Type.String({ maxLength: 200, description: 'Words of any field; each may be only the beginning of one' }),
  ),
  listId: Type.Optional(Id),
  tagId: Type.Optional(Type.Array(Id, { maxItems: 10, description: 'All of these tags' })),
  ownerId: Type.Optional(Id),
  status: Type.Optional(ProspectStatus),
  sequenceId: Type.Optional(Type.String({ description: 'A cadence or journey that they are or were in' })),
  sequenceState: Type.Optional(SequenceState),
  stepId: Type.Optional(
    Type.String({ description: 'The step of that cadence or journey at which they stand' }),
  ),
  createdFrom: Type.Optional(Instant),
  createdBefore: Type.Optional(Instant),
  updatedFrom: Type.Optional(LastInteraction),
  updatedBefore: Type.Optional(LastInteraction),
  contactedFrom: Type.Optional(LastMail),
  contactedBefore: Type.Optional(LastMail),
  where: Type.Optional(
    Type.Array(Type.String({ examples: ['title:contains:chief'] }), {
      maxItems: 10,
      description:
        'What fields hold: field:is:value, field:contains:words, field:empty or field:present. A custom field is named custom.Name, percent-encoded; contains asks for words that begin so',
    }),
  ),
}

/** Which prospects; every condition given holds for them. */
export const ProspectFilter = Type.Object(prospectFilter)
export type ProspectFilter = Static<typeof ProspectFilter>

export const ProspectSort = choice(
  ['createdAt', '-createdAt', 'lastInteractionAt', '-lastInteractionAt', 'email', '-email'],
  'A minus: the last first',
)
export type ProspectSort = Static<typeof ProspectSort>

export const ProspectQuery = Type.Object({
  ...pageQuery,
  ...prospectFilter,
  sort: Type.Optional(ProspectSort),
})
/** For what is about all prospects of a filter. */
export const ProspectFilterQuery = Type.Object(prospectFilter)

export const ProspectCount = Type.Object(
  {
    count: Type.Integer(),
    exact: Type.Boolean({ description: 'Large numbers are estimated' }),
  },
  { title: 'ProspectCount' },
)
export const ProspectPage = pageOf(Prospect)

const given = {
  ...Type.Partial(TextFields).properties,
  customFields: Type.Optional(dictionary(text)),
  list: Type.Optional(Type.String({ description: 'By name; made when there is none' })),
  tags: Type.Optional(Type.Array(Type.String(), { description: 'Added to those he has' })),
  owner: Type.Optional(Type.String({ description: "A member's login mail", examples: ['steve@acme.test'] })),
}

export const NewProspect = Type.Object({ email: Email, ...given }, { title: 'NewProspect' })
export const ProspectChange = Type.Object(
  { email: Type.Optional(Email), ...given },
  { title: 'ProspectChange', description: 'What is given is changed; null or an empty text clears a field' },
)
export type ProspectChange = Static<typeof ProspectChange>

export const ProspectParams = Type.Object({
  prospect: Type.String({ description: 'An id or a mail address' }),
})

export const TagNames = Type.Object({ tags: Type.Array(Type.String()) })
export const TagQuery = Type.Object({
  tag: Type.Array(Type.String(), { description: 'Names of tags; give it once for each' }),
})
