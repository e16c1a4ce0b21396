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
  },
  { title: 'Prospect' },
)
export type Prospect = Static<typeof Prospect>

const LastInteraction = Type.String({ format: 'date-time', description: 'Of the last interaction' })

export const ProspectQuery = Type.Object({
  ...pageQuery,
  listId: Type.Optional(Id),
  tagId: Type.Optional(Id),
  ownerId: Type.Optional(Id),
  status: Type.Optional(ProspectStatus),
  createdFrom: Type.Optional(Instant),
  createdBefore: Type.Optional(Instant),
  updatedFrom: Type.Optional(LastInteraction),
  updatedBefore: Type.Optional(LastInteraction),
})
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
