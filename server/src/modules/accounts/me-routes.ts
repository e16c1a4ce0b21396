import { Me, ProfileChange } from '@cadenza/contracts'
import type { HttpServer } from '#platform/http/index.ts'
import type { Caller } from './caller.ts'
import type { OwnCompany } from './companies-of-user.ts'
import type { Accounts } from './index.ts'
import { callerOf } from './require-caller.ts'

/** `/me`: who calls, and what he says of himself. */
export const addMeRoutes = (
  server: HttpServer,
  accounts: Pick<Accounts, 'profileOf' | 'changeProfile'>,
): void => {
  const tags = ['company']

  const meOf = async (caller: Caller) => {
    const { here, companies } = await accounts.profileOf(caller)
    const { companyId, userId, email, role, edition, keyId } = caller
    const { name, zone, hasOwnZone, hasSecondFactor, wantsSecondFactor } = here
    return {
      ...{ companyId, userId, email, role, edition, keyId, name, zone, hasOwnZone },
      company: companyView(here),
      companies: companies.map(companyView),
      secondFactor: { on: hasSecondFactor, required: wantsSecondFactor },
    }
  }

  server.get(
    '/me',
    {
      schema: {
        operationId: 'getMe',
        summary: 'Who calls; in a session also the companies he may enter by the header x-company-id',
        tags,
        response: { 200: Me },
      },
    },
    async (request) => meOf(callerOf(request)),
  )

  server.patch(
    '/me',
    {
      schema: {
        operationId: 'changeMe',
        summary: 'Change your name or your time zone',
        tags,
        body: ProfileChange,
        response: { 200: Me },
      },
    },
    async (request) => {
      const caller = callerOf(request)
      await accounts.changeProfile({ ...caller, change: request.body })
      return meOf(caller)
    },
  )
}

const companyView = ({ companyId, companyName, role, demo }: OwnCompany) => ({
  companyId,
  name: companyName,
  role,
  demo,
})
