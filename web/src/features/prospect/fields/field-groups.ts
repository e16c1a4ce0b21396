import type { Prospect } from '../types.ts'

export type FieldName = Extract<
  keyof Prospect,
  | 'firstName'
  | 'middleName'
  | 'lastName'
  | 'title'
  | 'department'
  | 'phone'
  | 'linkedinUrl'
  | 'twitterId'
  | 'company'
  | 'account'
  | 'companyDomain'
  | 'companyUrl'
  | 'companyPhone'
  | 'companyEmail'
  | 'city'
  | 'country'
  | 'location'
>
type Field = { name: FieldName; label: string; isLink?: true }
export type FieldGroup = {
  name: string
  fields: readonly Field[] /** Shown only when they hold something. */
  more: readonly Field[]
}

/** The standard fields in the order of a page; time zone, outcome and owner have parts of their own. */
export const FIELD_GROUPS: readonly FieldGroup[] = [
  {
    name: 'Person',
    fields: [
      { name: 'firstName', label: 'First name' },
      { name: 'lastName', label: 'Last name' },
      { name: 'title', label: 'Title' },
      { name: 'phone', label: 'Phone' },
      { name: 'linkedinUrl', label: 'LinkedIn', isLink: true },
    ],
    more: [
      { name: 'middleName', label: 'Middle name' },
      { name: 'department', label: 'Department' },
      { name: 'twitterId', label: 'X (Twitter)' },
    ],
  },
  {
    name: 'Company',
    fields: [
      { name: 'company', label: 'Company' },
      { name: 'companyUrl', label: 'Website', isLink: true },
    ],
    more: [
      { name: 'companyDomain', label: 'Domain' },
      { name: 'account', label: 'Account' },
      { name: 'companyPhone', label: 'Phone' },
      { name: 'companyEmail', label: 'Email' },
    ],
  },
  {
    name: 'Place',
    fields: [
      { name: 'city', label: 'City' },
      { name: 'country', label: 'Country' },
    ],
    more: [{ name: 'location', label: 'Location' }],
  },
]
