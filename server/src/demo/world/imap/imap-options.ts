/** What the IMAP server offers, so that clients meet servers that offer less. */
export type ImapOptions = {
  /** Special-use flags in LIST (RFC 6154). Default true. */
  specialUse: boolean
  /** Default true. */
  idle: boolean
  /** News of all folders over one connection (RFC 5465). Default false, as most servers. */
  notify: boolean
}

export const DEFAULT_IMAP_OPTIONS: ImapOptions = { specialUse: true, idle: true, notify: false }

/** The capabilities that a connection is shown, before and after it signed in alike. */
export const capabilitiesOf = (options: ImapOptions): string =>
  [
    'IMAP4rev1',
    'LITERAL+',
    'SASL-IR',
    'AUTH=PLAIN',
    'ID',
    'ENABLE',
    'NAMESPACE',
    'CHILDREN',
    'UNSELECT',
    'UIDPLUS',
    'MOVE',
    ...(options.specialUse ? ['SPECIAL-USE'] : []),
    ...(options.idle ? ['IDLE'] : []),
    ...(options.notify ? ['NOTIFY'] : []),
  ].join(' ')
