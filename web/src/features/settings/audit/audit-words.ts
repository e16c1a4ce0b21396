/** What the log tells of, in words. */
export const ACTIONS: Readonly<Record<string, string>> = {
  'sign_in.done': 'Signed in',
  'sign_in.failed': 'Tried to sign in with a wrong password',
  'second_factor.on': 'Set a second factor up',
  'second_factor.off': 'Switched the second factor off',
  'second_factor.codes_renewed': 'Made new backup codes',
  'password.changed': 'Changed the password',
  'api_key.created': 'Made an API key',
  'api_key.revoked': 'Ended an API key',
  'invitation.made': 'Invited',
  'invitation.renewed': 'Renewed an invitation',
  'invitation.revoked': 'Took an invitation back',
  'invitation.accepted': 'Accepted an invitation',
  'member.role_changed': 'Changed a role',
  'member.removed': 'Took a member out',
  'member.password_link': 'Made a link for a new password',
  'settings.changed': 'Changed settings',
  'webhook.added': 'Added a webhook',
  'webhook.changed': 'Changed a webhook',
  'webhook.removed': 'Removed a webhook',
  'webhook.secret_renewed': 'Made a new webhook secret',
  'mailbox.added': 'Connected a mailbox',
  'mailbox.servers_replaced': 'Replaced a mailbox’s servers',
  'mailbox.removed': 'Removed a mailbox',
  'suppression.removed': 'Took somebody off the suppression list',
  'suppressions.exported': 'Exported the suppression list',
  'prospects.exported': 'Exported prospects',
  'company.exported': 'Exported the company',
  'twilio.set': 'Set Twilio up',
  'twilio.removed': 'Removed Twilio',
  'sending.confirmed': 'Let mails leave after a restore',
}

type Entry = { action: string; subject: string | null; detail: Readonly<Record<string, unknown>> }

/** What was done, and to what: people by their names. */
export const wordsOf = (
  { action, subject, detail }: Entry,
  nameOf: (userId: string) => string,
): { done: string; about: string | null } => {
  const done = ACTIONS[action] ?? action
  const told = Object.entries(detail)
    .filter(([name]) => !name.endsWith('id') && name !== 'id')
    .map(([name, value]) =>
      name.endsWith('Id') ? `${name.slice(0, -2)} ${nameOf(String(value))}` : tell(name, value),
    )
  const about = [subject === null ? null : subjectOf(action, subject, nameOf), ...told].filter(
    (part) => part !== null && part !== '',
  )
  return { done, about: about.length > 0 ? about.join(', ') : null }
}

const ID = /^[0-9a-f]{24}$/

const subjectOf = (action: string, subject: string, nameOf: (userId: string) => string): string | null => {
  if (action.startsWith('member.')) return nameOf(subject)
  return ID.test(subject) ? null : subject
}

const tell = (name: string, value: unknown): string =>
  `${name.replaceAll(/([A-Z])/g, (letter) => ` ${letter.toLowerCase()}`)} ${
    typeof value === 'object' && value !== null ? 'changed' : String(value ?? 'none')
  }`
