/** The fields of prospects that can be asked for, by what the API calls them. */
export const FIELDS = {
  email: 'Email',
  firstName: 'First name',
  lastName: 'Last name',
  fullName: 'Full name',
  company: 'Company',
  title: 'Title',
  phone: 'Phone',
  city: 'City',
  country: 'Country',
  location: 'Location',
  department: 'Department',
  account: 'Account',
  companyDomain: 'Company domain',
  companyUrl: 'Company website',
  companyEmail: 'Company email',
  companyPhone: 'Company phone',
  linkedinUrl: 'LinkedIn',
  twitterId: 'Twitter',
  outcome: 'Outcome',
  timeZone: 'Time zone',
} as const

export const TESTS = {
  contains: 'contains',
  is: 'is',
  empty: 'is empty',
  present: 'is filled in',
} as const
export type FieldTest = keyof typeof TESTS

const CUSTOM = 'custom.'

export const customField = (name: string): string => `${CUSTOM}${encodeURIComponent(name)}`

/** A condition as the API reads it. */
export const writeCondition = (field: string, test: FieldTest, value: string): string =>
  test === 'empty' || test === 'present' ? `${field}:${test}` : `${field}:${test}:${value}`

/** A condition in words: "Title contains chief". */
export const sayCondition = (condition: string): string => {
  const [field = '', test = '', ...value] = condition.split(':')
  const words = Object.entries(TESTS).find(([name]) => name === test)?.[1] ?? test
  return [fieldLabel(field), words, value.join(':')].filter((part) => part !== '').join(' ')
}

/** What a field is called. */
export const fieldLabel = (field: string): string => {
  if (field.startsWith(CUSTOM)) return decode(field.slice(CUSTOM.length))
  return Object.entries(FIELDS).find(([name]) => name === field)?.[1] ?? field
}

const decode = (text: string): string => {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
