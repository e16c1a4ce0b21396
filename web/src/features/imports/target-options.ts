import type { PreviewColumn } from './types.ts'

/** As the server calls the fields, with what people call them. */
const FIELDS = [
  ['Email', 'Email'],
  ['FirstName', 'First name'],
  ['MiddleName', 'Middle name'],
  ['LastName', 'Last name'],
  ['FullName', 'Full name'],
  ['Title', 'Title'],
  ['Department', 'Department'],
  ['Phone', 'Phone'],
  ['LinkedinURL', 'LinkedIn'],
  ['TwitterId', 'X (Twitter)'],
  ['Company', 'Company'],
  ['Account', 'Account'],
  ['CompanyDomain', 'Company domain'],
  ['CompanyURL', 'Company website'],
  ['CompanyPhone', 'Company phone'],
  ['CompanyEmail', 'Company email'],
  ['City', 'City'],
  ['Country', 'Country'],
  ['Location', 'Location'],
  ['timeZone', 'Time zone'],
  ['Outcome', 'Outcome'],
  ['Tags', 'Tags'],
  ['Owner', 'Owner'],
] as const

export const LEFT_OUT = '-'
const CUSTOM = 'custom:'

/** What people call a field; a custom one by its name. */
export const fieldLabel = (name: string): string =>
  FIELDS.find(([field]) => field === name)?.[1] ??
  (name.startsWith(CUSTOM) ? name.slice(CUSTOM.length) : name)

/** Where a column can go. */
export const targetOptions = ({ name, target }: Pick<PreviewColumn, 'name' | 'target'>) => {
  const custom = target?.startsWith(CUSTOM) ? target : `${CUSTOM}${name}`
  return [
    {
      group: 'Elsewhere',
      items: [
        { value: custom, label: `Custom field “${custom.slice(CUSTOM.length)}”` },
        { value: LEFT_OUT, label: 'Leave it out' },
      ],
    },
    { group: 'Fields', items: FIELDS.map(([value, label]) => ({ value, label })) },
  ]
}
