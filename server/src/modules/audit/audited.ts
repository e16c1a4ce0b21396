/** What of a request the log keeps: what it acted on, and what it said; by their places (`body.role`). Never a secret. */
export type Audited = { action: string; subject?: string; detail?: readonly string[] }

const ofId = (action: string): Audited => ({ action, subject: 'params.id' })

/** The operations of `/api/v1` that the log tells of: keys, roles, settings, what leaves the company and what opens mailboxes. */
export const AUDITED: Readonly<Record<string, Audited>> = {
  createApiKey: {
    action: 'api_key.created',
    subject: 'body.name',
    detail: ['body.userId', 'body.edition', 'answer.id'],
  },
  revokeApiKey: ofId('api_key.revoked'),
  invite: { action: 'invitation.made', subject: 'body.email', detail: ['body.role'] },
  renewInvitation: ofId('invitation.renewed'),
  revokeInvitation: ofId('invitation.revoked'),
  changeMember: { action: 'member.role_changed', subject: 'params.id', detail: ['body.role'] },
  endMembership: { action: 'member.removed', subject: 'params.id', detail: ['query.successorId'] },
  makePasswordLink: ofId('member.password_link'),
  changeSettings: { action: 'settings.changed', detail: ['body'] },
  setTwilioAccount: { action: 'twilio.set', subject: 'body.accountSid' },
  removeTwilioAccount: { action: 'twilio.removed' },
  addWebhook: { action: 'webhook.added', subject: 'body.url', detail: ['body.event', 'answer.id'] },
  changeWebhook: {
    action: 'webhook.changed',
    subject: 'params.id',
    detail: ['body.url', 'body.event', 'body.state'],
  },
  removeWebhook: ofId('webhook.removed'),
  renewWebhookSecret: ofId('webhook.secret_renewed'),
  addMailbox: { action: 'mailbox.added', subject: 'body.from' },
  replaceMailboxServers: ofId('mailbox.servers_replaced'),
  removeMailbox: ofId('mailbox.removed'),
  unsuppress: { action: 'suppression.removed', subject: 'query.value', detail: ['query.reason'] },
  revertDoNotContact: { action: 'suppression.removed', subject: 'params.prospect' },
  exportSuppressions: { action: 'suppressions.exported' },
  exportCompany: { action: 'company.exported' },
  exportProspects: { action: 'prospects.exported' },
  confirmSending: { action: 'sending.confirmed' },
}

/** What sign-in tells of, besides. */
export type SignInAction =
  | 'sign_in.done'
  | 'sign_in.failed'
  | 'second_factor.on'
  | 'second_factor.off'
  | 'second_factor.codes_renewed'
  | 'password.changed'
  | 'invitation.accepted'
