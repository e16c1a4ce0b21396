import { DomainLook, DomainLookQuery, IdParams, MailProviders, MailProvidersQuery } from '@cadenza/contracts'
import { callerOf } from '#modules/accounts/index.ts'
import type { HttpServer } from '#platform/http/index.ts'
import type { MailDomains } from './index.ts'
import { type MailProvider, PROVIDERS } from './providers.ts'

type Deps = {
  mailDomains: MailDomains
  mailboxes: {
    mailboxById(input: {
      companyId: string
      mailboxId: string
    }): Promise<{ address: string; smtp: { host: string } }>
  }
}

/** Presets of common providers, and a look at the DNS of a mailbox's domain. */
export const addMailDomainRoutes = (server: HttpServer, { mailDomains, mailboxes }: Deps): void => {
  const tags = ['mailboxes']

  server.get(
    '/mail-providers',
    {
      schema: {
        operationId: 'listMailProviders',
        summary: 'Servers of common mail providers, and whose an address is (by its domain, else by its MX)',
        tags,
        querystring: MailProvidersQuery,
        response: { 200: MailProviders },
      },
    },
    async (request) => {
      const { address } = request.query
      const { provider, trouble } =
        address === undefined
          ? { provider: undefined, trouble: null }
          : await mailDomains.providerOf({ address })
      return { providers: PROVIDERS.map(providerView), guess: provider?.id ?? null, trouble }
    },
  )

  server.get(
    '/mailboxes/:id/domain',
    {
      schema: {
        operationId: 'lookAtMailboxDomain',
        summary: 'MX, SPF, DKIM and DMARC of a mailbox’s domain as they are now, and what to do about them',
        tags,
        params: IdParams,
        querystring: DomainLookQuery,
        response: { 200: DomainLook },
      },
    },
    async (request) => {
      const { companyId } = callerOf(request)
      const { address, smtp } = await mailboxes.mailboxById({ companyId, mailboxId: request.params.id })
      return mailDomains.lookAtDomain({ address, smtpHost: smtp.host, selector: request.query.selector })
    },
  )
}

const providerView = ({ id, name, smtp, imap, hint, helpUrl }: MailProvider) => ({
  ...{ id, name, smtp, imap, hint, helpUrl },
})
