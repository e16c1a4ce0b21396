type Server = { host: string; port: number; security: 'tls' | 'starttls' }

/** What is known of a mail provider: its servers, how to sign in to them, and what it wants in the DNS of a customer's own domain. */
export type MailProvider = {
  id: string
  name: string
  smtp: Server
  imap: Server
  /** What to know before typing a password. */
  hint: string
  /** Where the password for programs is made. */
  helpUrl: string | null
  /** Addresses that are the provider's own. */
  domains: readonly string[]
  /** Ends of the names of its MX hosts. */
  mx: readonly string[]
  /** What a customer's SPF record includes. */
  spf: string | null
  /** DKIM selectors that customers' domains have. */
  selectors: readonly string[]
}

const tls = (host: string, port: number): Server => ({ host, port, security: 'tls' })
const starttls = (host: string, port = 587): Server => ({ host, port, security: 'starttls' })
/** SMTP on 465 and IMAP on 993, TLS from the first byte (RFC 8314). */
const secure = (smtp: string, imap: string) => ({ smtp: tls(smtp, 465), imap: tls(imap, 993) })

const APP_PASSWORD = 'Your usual password does not work here: make an app password for Cadenza.'
const SAME_PASSWORD = 'Use the address as user, and the password of the mailbox.'

/** Common providers, by their own documentation. */
export const PROVIDERS: readonly MailProvider[] = [
  {
    ...{ id: 'google', name: 'Gmail and Google Workspace' },
    ...secure('smtp.gmail.com', 'imap.gmail.com'),
    hint: `${APP_PASSWORD} It needs 2-Step Verification to be on.`,
    helpUrl: 'https://myaccount.google.com/apppasswords',
    domains: ['gmail.com', 'googlemail.com'],
    mx: ['google.com', 'googlemail.com'],
    ...{ spf: '_spf.google.com', selectors: ['google'] },
  },
  {
    ...{ id: 'microsoft-365', name: 'Microsoft 365' },
    smtp: starttls('smtp.office365.com'),
    imap: tls('outlook.office365.com', 993),
    hint: 'Microsoft takes no passwords over IMAP any more. Your administrator registers an application and gives you its OAuth credentials; SMTP AUTH must be on for the mailbox.',
    helpUrl:
      'https://learn.microsoft.com/exchange/client-developer/legacy-protocols/how-to-authenticate-an-imap-pop-smtp-application-by-using-oauth',
    domains: [],
    mx: ['mail.protection.outlook.com', 'mx.microsoft'],
    ...{ spf: 'spf.protection.outlook.com', selectors: ['selector1', 'selector2'] },
  },
  {
    ...{ id: 'outlook-com', name: 'Outlook.com and Hotmail' },
    smtp: starttls('smtp-mail.outlook.com'),
    imap: tls('outlook.office365.com', 993),
    hint: 'Outlook.com takes no passwords of programs any more, only OAuth credentials.',
    helpUrl: null,
    domains: ['outlook.com', 'hotmail.com', 'live.com', 'msn.com'],
    mx: ['olc.protection.outlook.com'],
    ...{ spf: null, selectors: [] },
  },
  {
    ...{ id: 'yahoo', name: 'Yahoo' },
    ...secure('smtp.mail.yahoo.com', 'imap.mail.yahoo.com'),
    hint: APP_PASSWORD,
    helpUrl: 'https://login.yahoo.com/account/security',
    domains: ['yahoo.com', 'yahoo.co.uk', 'yahoo.de', 'yahoo.fr', 'ymail.com', 'rocketmail.com'],
    mx: ['yahoodns.net'],
    ...{ spf: '_spf.mail.yahoo.com', selectors: ['s2048', 's1024'] },
  },
  {
    ...{ id: 'icloud', name: 'iCloud' },
    smtp: starttls('smtp.mail.me.com'),
    imap: tls('imap.mail.me.com', 993),
    hint: APP_PASSWORD,
    helpUrl: 'https://account.apple.com',
    domains: ['icloud.com', 'me.com', 'mac.com'],
    mx: ['mail.icloud.com'],
    ...{ spf: 'icloud.com', selectors: ['sig1'] },
  },
  {
    ...{ id: 'fastmail', name: 'Fastmail' },
    ...secure('smtp.fastmail.com', 'imap.fastmail.com'),
    hint: APP_PASSWORD,
    helpUrl: 'https://app.fastmail.com/settings/security',
    domains: ['fastmail.com', 'fastmail.fm'],
    mx: ['messagingengine.com'],
    ...{ spf: 'spf.messagingengine.com', selectors: ['fm1', 'fm2', 'fm3'] },
  },
  {
    ...{ id: 'zoho', name: 'Zoho Mail' },
    ...secure('smtp.zoho.com', 'imap.zoho.com'),
    hint: `IMAP must be switched on in Zoho's settings. With two-factor sign-in: ${APP_PASSWORD}`,
    helpUrl: 'https://accounts.zoho.com/home#security/app_password',
    domains: ['zoho.com', 'zohomail.com'],
    mx: ['mx.zoho.com', 'mx2.zoho.com', 'mx3.zoho.com'],
    ...{ spf: 'zohomail.com', selectors: ['zmail', 'zoho'] },
  },
  {
    ...{ id: 'zoho-eu', name: 'Zoho Mail (Europe)' },
    ...secure('smtp.zoho.eu', 'imap.zoho.eu'),
    hint: `IMAP must be switched on in Zoho's settings. With two-factor sign-in: ${APP_PASSWORD}`,
    helpUrl: 'https://accounts.zoho.eu/home#security/app_password',
    domains: ['zoho.eu'],
    mx: ['zoho.eu'],
    ...{ spf: 'zohomail.eu', selectors: ['zmail', 'zoho'] },
  },
  {
    ...{ id: 'gmx', name: 'GMX' },
    smtp: starttls('mail.gmx.net'),
    imap: tls('imap.gmx.net', 993),
    hint: 'Access over IMAP must be allowed in GMX under Settings, POP3 & IMAP.',
    helpUrl: null,
    domains: ['gmx.net', 'gmx.de', 'gmx.at', 'gmx.ch'],
    mx: ['gmx.net'],
    ...{ spf: null, selectors: [] },
  },
  {
    ...{ id: 'web-de', name: 'WEB.DE' },
    smtp: starttls('smtp.web.de'),
    imap: tls('imap.web.de', 993),
    hint: 'Access over IMAP must be allowed in WEB.DE under Settings, POP3 & IMAP.',
    helpUrl: null,
    domains: ['web.de'],
    mx: ['web.de'],
    ...{ spf: null, selectors: [] },
  },
  {
    ...{ id: 'ionos', name: 'IONOS' },
    ...secure('smtp.ionos.com', 'imap.ionos.com'),
    ...{ hint: SAME_PASSWORD, helpUrl: null, domains: [] },
    mx: ['ionos.com', 'ionos.co.uk', '1and1.com', 'perfora.net'],
    ...{ spf: '_spf.perfora.net', selectors: ['s1-ionos', 's2-ionos'] },
  },
  {
    ...{ id: 'ionos-de', name: 'IONOS (Germany)' },
    ...secure('smtp.ionos.de', 'imap.ionos.de'),
    ...{ hint: SAME_PASSWORD, helpUrl: null, domains: [] },
    mx: ['kundenserver.de', 'ionos.de'],
    ...{ spf: '_spf-eu.ionos.com', selectors: ['s1-ionos', 's2-ionos'] },
  },
  {
    ...{ id: 'strato', name: 'STRATO' },
    ...secure('smtp.strato.de', 'imap.strato.de'),
    ...{ hint: SAME_PASSWORD, helpUrl: null, domains: [] },
    mx: ['rzone.de'],
    ...{ spf: null, selectors: ['strato-dkim-0002', 'strato-dkim-0003'] },
  },
  {
    ...{ id: 'ovh', name: 'OVHcloud' },
    ...secure('ssl0.ovh.net', 'ssl0.ovh.net'),
    ...{ hint: SAME_PASSWORD, helpUrl: null, domains: [] },
    mx: ['mail.ovh.net'],
    ...{ spf: 'mx.ovh.com', selectors: [] },
  },
  {
    ...{ id: 'mailbox-org', name: 'mailbox.org' },
    ...secure('smtp.mailbox.org', 'imap.mailbox.org'),
    hint: SAME_PASSWORD,
    helpUrl: null,
    domains: ['mailbox.org'],
    mx: ['mailbox.org'],
    ...{ spf: 'mailbox.org', selectors: ['MBO0001', 'MBO0002'] },
  },
  {
    ...{ id: 'proton', name: 'Proton Mail' },
    smtp: starttls('127.0.0.1', 1025),
    imap: { host: '127.0.0.1', port: 1143, security: 'starttls' },
    hint: 'Proton is reached through its Bridge, which runs beside Cadenza and shows a password of its own. Its certificate is its own as well.',
    helpUrl: 'https://proton.me/mail/bridge',
    domains: ['proton.me', 'protonmail.com', 'pm.me'],
    mx: ['protonmail.ch'],
    ...{ spf: '_spf.protonmail.ch', selectors: ['protonmail', 'protonmail2', 'protonmail3'] },
  },
  {
    ...{ id: 'hostinger', name: 'Hostinger' },
    ...secure('smtp.hostinger.com', 'imap.hostinger.com'),
    ...{ hint: SAME_PASSWORD, helpUrl: null, domains: [] },
    mx: ['hostinger.com'],
    ...{
      spf: '_spf.mail.hostinger.com',
      selectors: ['hostingermail-a', 'hostingermail-b', 'hostingermail-c'],
    },
  },
  {
    ...{ id: 'godaddy', name: 'GoDaddy' },
    ...secure('smtpout.secureserver.net', 'imap.secureserver.net'),
    ...{ hint: SAME_PASSWORD, helpUrl: null, domains: [] },
    mx: ['secureserver.net'],
    ...{ spf: 'secureserver.net', selectors: [] },
  },
  {
    ...{ id: 'rackspace', name: 'Rackspace' },
    ...secure('secure.emailsrvr.com', 'secure.emailsrvr.com'),
    ...{ hint: SAME_PASSWORD, helpUrl: null, domains: [] },
    mx: ['emailsrvr.com'],
    ...{ spf: 'emailsrvr.com', selectors: [] },
  },
  {
    ...{ id: 'namecheap', name: 'Namecheap Private Email' },
    ...secure('mail.privateemail.com', 'mail.privateemail.com'),
    ...{ hint: SAME_PASSWORD, helpUrl: null, domains: [] },
    mx: ['privateemail.com'],
    ...{ spf: 'spf.privateemail.com', selectors: ['default'] },
  },
]

const isUnder = (name: string, end: string): boolean => name === end || name.endsWith(`.${end}`)

/** Whose mailbox an address is: by its domain, else by where its domain's mail goes. Undefined when neither is known. */
export const providerOf = (input: { domain: string; mx: readonly string[] }): MailProvider | undefined => {
  const domain = input.domain.toLowerCase()
  const hosts = input.mx.map((host) => host.toLowerCase().replace(/\.$/, ''))
  return (
    PROVIDERS.find(({ domains }) => domains.includes(domain)) ??
    hosts
      .map((host) => PROVIDERS.find(({ mx }) => mx.some((end) => isUnder(host, end))))
      .find((found) => found !== undefined)
  )
}

/** The provider whose SMTP server it is. */
export const providerOfServer = (host: string): MailProvider | undefined =>
  PROVIDERS.find(({ smtp }) => smtp.host === host.toLowerCase())
