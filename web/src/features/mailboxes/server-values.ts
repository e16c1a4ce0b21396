import type { Mailbox, MailProvider } from './types.ts'

export type ServerValues = {
  host: string
  port: number | ''
  security: 'tls' | 'starttls' | 'none'
  verifyCertificate: boolean
}

/** What a form asks of a mailbox's servers and how to sign in to them. */
export type AccessValues = {
  smtp: ServerValues
  imap: ServerValues
  /** Empty: the address. */
  user: string
  password: string
  reads: boolean
}

export const EMPTY_ACCESS: AccessValues = {
  smtp: { host: '', port: 465, security: 'tls', verifyCertificate: true },
  imap: { host: '', port: 993, security: 'tls', verifyCertificate: true },
  user: '',
  password: '',
  reads: true,
}

/** The servers of a provider, in the form's words. */
export const serversOfProvider = ({ smtp, imap }: MailProvider): Pick<AccessValues, 'smtp' | 'imap'> => ({
  smtp: { ...smtp, verifyCertificate: true },
  imap: { ...imap, verifyCertificate: true },
})

const placeOf = ({ host, port, security, verifyCertificate }: Mailbox['smtp']): ServerValues => ({
  ...{ host, port, security, verifyCertificate },
})

export const accessOf = ({ smtp, imap, address }: Mailbox): AccessValues => ({
  smtp: placeOf(smtp),
  imap: imap ? placeOf(imap) : EMPTY_ACCESS.imap,
  user: smtp.user === null || smtp.user === address ? '' : smtp.user,
  password: '',
  reads: imap !== null,
})

/** The form's values as the API takes them. */
export const serversToSend = ({ smtp, imap, user, password, reads }: AccessValues, address: string) => {
  const server = ({ host, port, security, verifyCertificate }: ServerValues) => ({
    ...{ host: host.trim(), security, verifyCertificate, user: user.trim() || address },
    ...(port !== '' && { port }),
  })
  return {
    smtp: server(smtp),
    imap: reads ? server(imap) : null,
    password,
    // Whoever chose “None” has read what it means.
    ...((smtp.security === 'none' || (reads && imap.security === 'none')) && { allowPlain: true }),
  }
}
