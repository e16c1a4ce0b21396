import { Type } from 'typebox'
import { maybe, text } from './common-schemas.ts'

const CustomFields = Type.Optional(Type.Array(Type.Object({ key: text, value: text })))
const extras = { createdDate: maybe, CustomFields }

/** What both editions tell of a prospect asked for by mail; of it the seed leaves out lists and tags. */
const details = {
  ...{ Country: maybe, City: maybe, CompanyPhone: maybe, CompanyEmail: maybe, Email: text, Phone: maybe },
  ...{ Title: maybe, CompanyDomain: maybe, Company: maybe, Department: maybe, LastName: maybe },
  ...{
    FirstName: maybe,
    FullName: maybe,
    assignTo: text,
    MiddleName: maybe,
    CompanyURL: maybe,
    Location: maybe,
  },
}

export const Prospect2017 = Type.Object({ Id: text, ...details, ...extras }, { title: 'Prospect2017' })

export const ListedProspect2017 = Type.Object(
  { Id: text, Email: text, Phone: maybe, LastName: maybe, FirstName: maybe, FullName: maybe, assignTo: text },
  { title: 'ListedProspect2017' },
)

export const Prospect2023 = Type.Object(
  {
    ...{ id: text, ...details, Account: maybe, TwitterId: maybe, LinkedinURL: maybe, List: maybe },
    ...{ Tags: maybe, Outcome: maybe, Owner: text, ...extras },
  },
  { title: 'Prospect2023' },
)

const Tags = Type.Optional(
  Type.Union([Type.String({ description: 'One, or several separated by |' }), Type.Array(text)]),
)

const { assignTo: _owner, Email: _email, ...writable } = details

/** What a prospect is written with; of these only `Email` must be there when it is created. */
export const ProspectInput = Type.Object(
  {
    ...{ Email: maybe, ...writable, Account: maybe, TwitterId: maybe, LinkedinURL: maybe, List: maybe, Tags },
    ...{ Outcome: maybe, Owner: Type.Optional(Type.String({ description: 'A login mail' })), CustomFields },
  },
  { title: 'ProspectInput' },
)

export const Rows = Type.Union([
  Type.Array(ProspectInput, { maxItems: 100 }),
  Type.Object({ Prospects: Type.Array(ProspectInput, { maxItems: 100 }) }, { title: 'ProspectRows' }),
])

const details2023 = Type.Object(
  { id: text, email: text, prospectOwner: text, source: text, status: text },
  { title: 'CreatedProspect' },
)
const RowResults = Type.Array(Type.Object({ prospect: text, status: text }, { title: 'RowResult' }))

export const Created2017 = Type.Object(
  { Status: Type.Literal(true), details: Type.Optional(RowResults) },
  { title: 'Created2017' },
)
export const Created2023 = Type.Object(
  { status: Type.Literal(true), details: Type.Union([details2023, RowResults]) },
  { title: 'Created2023' },
)

export const Statuses = Type.Object({ cadenceStatus: text, prospectStatus: text }, { title: 'Statuses' })
