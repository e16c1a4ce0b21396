import type { Edition } from '#modules/accounts/index.ts'
import type { List, Prospect } from '#modules/prospects/index.ts'
import type { SequenceSummary } from '#modules/sequences/index.ts'
import { PROSPECT_STATUS_WORDS } from './status-words.ts'

/** What a bulk request says of one of its rows. */
export type RowResult = { prospect: string; status: string }

/**
 * How answers are written: the seed's shapes of 2017, or those of today. Handlers and data are the same; an edition only changes the
 * writing. Absent values are left out, never null.
 */
export type EditionShapes = {
  /** GET /prospects?Email=; undefined where an unknown prospect is a 404. */
  prospectByEmail(prospect: Prospect | undefined, options: { customFields: boolean }): object | undefined
  prospectOfList(prospect: Prospect, options: { customFields: boolean }): object
  /** Records when neither start nor limit is given; null: all, streamed. */
  recordsWithoutPaging: number | null
  lists(lists: readonly List[]): object[]
  cadences(cadences: readonly SequenceSummary[]): (object | string)[]
  /** A POST that did what it was asked. */
  success(): object
  created(prospect: Prospect): object
  bulk(rows: readonly RowResult[], failed: number): object
  /** Whether `created` needs the prospect read back. */
  tellsCreated: boolean
}

type Texts = Record<string, string>

const put = (target: Texts, key: string, value: string | null): void => {
  if (value !== null && value !== '') target[key] = value
}

const createdAndCustom = (prospect: Prospect): object => ({
  createdDate: prospect.createdAt.toISOString(),
  CustomFields: Object.entries(prospect.customFields).map(([key, value]) => ({ key, value })),
})

const byEmail2017 = (prospect: Prospect): Texts => {
  const out: Texts = { Id: prospect.id }
  put(out, 'Country', prospect.country)
  put(out, 'City', prospect.city)
  put(out, 'CompanyPhone', prospect.companyPhone)
  put(out, 'CompanyEmail', prospect.companyEmail)
  out.Email = prospect.email
  put(out, 'Phone', prospect.phone)
  put(out, 'Title', prospect.title)
  put(out, 'CompanyDomain', prospect.companyDomain)
  put(out, 'Company', prospect.company)
  put(out, 'Department', prospect.department)
  put(out, 'LastName', prospect.lastName)
  put(out, 'FirstName', prospect.firstName)
  put(out, 'FullName', prospect.fullName)
  out.assignTo = prospect.ownerEmail
  put(out, 'MiddleName', prospect.middleName)
  put(out, 'CompanyURL', prospect.companyUrl)
  put(out, 'Location', prospect.location)
  return out
}

const ofList2017 = (prospect: Prospect): Texts => {
  const out: Texts = { Id: prospect.id, Email: prospect.email }
  put(out, 'Phone', prospect.phone)
  put(out, 'LastName', prospect.lastName)
  put(out, 'FirstName', prospect.firstName)
  put(out, 'FullName', prospect.fullName)
  out.assignTo = prospect.ownerEmail
  return out
}

const allFields2023 = (prospect: Prospect): Texts => {
  const out: Texts = { id: prospect.id, Email: prospect.email }
  put(out, 'FirstName', prospect.firstName)
  put(out, 'LastName', prospect.lastName)
  put(out, 'FullName', prospect.fullName)
  put(out, 'MiddleName', prospect.middleName)
  put(out, 'Company', prospect.company)
  put(out, 'Account', prospect.account)
  put(out, 'CompanyDomain', prospect.companyDomain)
  put(out, 'CompanyURL', prospect.companyUrl)
  put(out, 'CompanyEmail', prospect.companyEmail)
  put(out, 'CompanyPhone', prospect.companyPhone)
  put(out, 'Department', prospect.department)
  put(out, 'Title', prospect.title)
  put(out, 'Phone', prospect.phone)
  put(out, 'Location', prospect.location)
  put(out, 'City', prospect.city)
  put(out, 'Country', prospect.country)
  put(out, 'TwitterId', prospect.twitterId)
  put(out, 'LinkedinURL', prospect.linkedinUrl)
  put(out, 'List', prospect.list)
  put(out, 'Tags', prospect.tags.join('|'))
  put(out, 'Outcome', prospect.outcome)
  out.Owner = prospect.ownerEmail
  out.assignTo = prospect.ownerEmail
  return out
}

const edition2017: EditionShapes = {
  prospectByEmail: (prospect, { customFields }) =>
    prospect &&
    (customFields ? { ...byEmail2017(prospect), ...createdAndCustom(prospect) } : byEmail2017(prospect)),
  prospectOfList: ofList2017,
  recordsWithoutPaging: null,
  lists: (lists) => lists.map(({ id, name }) => ({ Id: id, name })),
  cadences: (cadences) => cadences.map(({ name }) => name),
  success: () => ({ Status: true }),
  created: () => ({ Status: true }),
  bulk: (rows, failed) => (failed === 0 ? { Status: true } : { Status: true, details: rows }),
  tellsCreated: false,
}

const edition2023: EditionShapes = {
  prospectByEmail: (prospect, options) => (prospect ? [edition2023.prospectOfList(prospect, options)] : []),
  prospectOfList: (prospect, { customFields }) =>
    customFields ? { ...allFields2023(prospect), ...createdAndCustom(prospect) } : allFields2023(prospect),
  recordsWithoutPaging: 100,
  lists: (lists) => lists.map(({ id, name }) => ({ id, name })),
  cadences: (cadences) =>
    cadences.map(({ id, name, ownerEmail, state, createdAt }) => ({
      id,
      name,
      owner: ownerEmail,
      isActive: state === 'live',
      createdDate: createdAt.toISOString(),
    })),
  success: () => ({ status: true }),
  created: (prospect) => ({
    status: true,
    details: {
      id: prospect.id,
      email: prospect.email,
      prospectOwner: prospect.ownerEmail,
      source: prospect.source,
      status: PROSPECT_STATUS_WORDS[prospect.status],
    },
  }),
  bulk: (rows) => ({ status: true, details: rows }),
  tellsCreated: true,
}

export const shapesOf = (edition: Edition): EditionShapes => (edition === '2023' ? edition2023 : edition2017)
