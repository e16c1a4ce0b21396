/**
 * The text fields of a prospect: their names in the public API (and in templates), their properties and their columns. A closed list:
 * statements are composed from its columns.
 */
export const TEXT_FIELDS = [
  { name: 'FirstName', property: 'firstName', column: 'first_name' },
  { name: 'LastName', property: 'lastName', column: 'last_name' },
  { name: 'FullName', property: 'fullName', column: 'full_name' },
  { name: 'MiddleName', property: 'middleName', column: 'middle_name' },
  { name: 'Company', property: 'company', column: 'company' },
  { name: 'Account', property: 'account', column: 'account' },
  { name: 'CompanyDomain', property: 'companyDomain', column: 'company_domain' },
  { name: 'CompanyURL', property: 'companyUrl', column: 'company_url' },
  { name: 'CompanyEmail', property: 'companyEmail', column: 'company_email' },
  { name: 'CompanyPhone', property: 'companyPhone', column: 'company_phone' },
  { name: 'Department', property: 'department', column: 'department' },
  { name: 'Title', property: 'title', column: 'title' },
  { name: 'Phone', property: 'phone', column: 'phone' },
  { name: 'Location', property: 'location', column: 'location' },
  { name: 'City', property: 'city', column: 'city' },
  { name: 'Country', property: 'country', column: 'country' },
  { name: 'TwitterId', property: 'twitterId', column: 'twitter_id' },
  { name: 'LinkedinURL', property: 'linkedinUrl', column: 'linkedin_url' },
  { name: 'Outcome', property: 'outcome', column: 'outcome' },
  { name: 'timeZone', property: 'timeZone', column: 'time_zone' },
] as const

export type TextField = (typeof TEXT_FIELDS)[number]
export type FieldName = TextField['name']
export type FieldProperty = TextField['property']
export type FieldColumn = TextField['column']

/** Finds a text field by its name in the public API; `TimeZone` is understood too. */
export const fieldNamed = (name: string): TextField | undefined => BY_NAME.get(name)

const BY_NAME: ReadonlyMap<string, TextField> = new Map<string, TextField>([
  ...TEXT_FIELDS.map((field) => [field.name, field] as const),
  ...TEXT_FIELDS.filter(({ name }) => name === 'timeZone').map((field) => ['TimeZone', field] as const),
])
