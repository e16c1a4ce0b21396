import { TEXT_FIELDS } from '#modules/prospects/index.ts'

/** A name that may stand in a mail's text, as the editor's menu shows it. */
export type Variable = {
  name: string
  of: 'prospect' | 'custom' | 'owner' | 'sender'
  description: string | null
}

const variable = (name: string, of: Variable['of'], description: string | null = null): Variable => ({
  name,
  of,
  description,
})

const STANDARD: readonly Variable[] = [
  ...TEXT_FIELDS.map(({ name }) => variable(name, 'prospect')),
  variable('Email', 'prospect'),
]
const OTHERS: readonly Variable[] = [
  variable('OwnerName', 'owner', 'Who owns the prospect'),
  variable('OwnerEmail', 'owner'),
  variable('SenderName', 'sender', 'The name on the mailbox that sends'),
  variable('SenderFirstName', 'sender'),
  variable('SenderEmail', 'sender'),
  variable('Signature', 'sender', 'The signature of the mailbox; without it, it goes below the text'),
  variable('UnsubscribeLink', 'sender', 'The address of the way out, for a link of your own'),
]

/** Every variable there is for a company that has these custom fields. */
export const allVariables = (customNames: readonly string[]): Variable[] => [
  ...STANDARD,
  ...customNames.map((name) => variable(name, 'custom')),
  ...OTHERS,
]
