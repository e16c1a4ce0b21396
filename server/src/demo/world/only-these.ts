import type { SimulatedMailServers } from './start-mail-servers.ts'

/** Whether a server is one of the simulated ones: mailboxes of an invented company reach no others. */
export const onlyThese =
  ({ smtp, imap }: Pick<SimulatedMailServers, 'smtp' | 'imap'>) =>
  ({ host, port }: { host: string; port: number }): boolean =>
    host === '127.0.0.1' && [smtp.port, imap.port].includes(port)
