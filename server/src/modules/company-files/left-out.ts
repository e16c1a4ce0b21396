/** Tables of a company whose rows mean nothing elsewhere, or must not leave; a closed list. Every other table goes along. */
export const LEFT_OUT: Readonly<Record<string, string>> = {
  api_keys: 'keys open one installation; make new ones',
  audit_entries: 'what was done in one installation',
  bulk_actions: 'what was done in one installation',
  bulk_action_changes: 'what can still be undone in one installation',
  idempotency_keys: 'answers of one installation to requests of the last day',
  import_uploads: 'files on their way into one installation',
  import_chunks: 'files on their way into one installation',
  invitations: 'their links open one installation; invite again',
  klenty_moves: 'moves into one installation',
  klenty_move_people: 'moves into one installation',
  mailbox_leases: 'programs that run at this moment',
  notices: 'what one installation told of itself',
  sending_holds: 'whether one installation may send',
  twilio_accounts: 'a sign-in to another service; enter it again',
}

/** What opens something: no column of such a name leaves, whoever adds it. */
const SECRET = /(?:^|_)(?:secret|secrets|token|password|key_hash|private_key)(?:$|_)/

export const isSecret = (column: string): boolean => SECRET.test(column)
