import { invalidInput, notAllowed } from '#platform/errors/index.ts'
import type { CallDeps } from '../call.ts'
import { phoneOf } from '../call-queries.ts'
import type { Dialler } from '../dialler.ts'
import { requireInternational } from '../phone-number.ts'
import { callLink } from './call-links.ts'
import { placeCall } from './place-call.ts'
import { twilioAccount } from './twilio-account.ts'

/** Rings the user's phone first, and the prospect's once the user has answered. */
export const twilioDialler = (deps: CallDeps): Dialler => ({
  provider: 'twilio',
  prepare: async ({ companyId, userId, to }) => {
    const { publicUrl, secrets, fetch } = deps
    if (publicUrl === undefined)
      throw notAllowed(
        'Calls by Twilio need PUBLIC_URL, the https address at which Twilio reaches this server. Set it, or call by a tel: link.',
        'provider',
      )
    const account = await twilioAccount(deps, deps.db, { companyId })
    if (!account)
      throw notAllowed(
        'Twilio is not set up for this company. An admin can do so with PUT /api/v1/dialling/twilio; or call by a tel: link.',
        'provider',
      )
    const ownPhone = await phoneOf(deps.db, { companyId, userId })
    if (ownPhone === null)
      throw notAllowed(
        'Twilio rings your own phone first, and has no number of it. Give it with PUT /api/v1/dialling/phone.',
        'phone',
      )
    const own = requireInternational('phone', ownPhone)
    if (!/^\+[1-9]\d{6,14}$/.test(to.number))
      throw invalidInput(
        'number',
        `${to.number} has no country code, which Twilio needs: write it as in +14155550123.`,
      )
    return {
      fromNumber: account.fromNumber,
      begin: async (callId) => {
        const linkOf = (link: 'connect' | 'user') =>
          callLink({ secrets, publicUrl }, { companyId, callId, link })
        const { callSid } = await placeCall({
          fetch,
          account,
          to: own.number,
          answeredUrl: linkOf('connect'),
          endedUrl: linkOf('user'),
        })
        return { callSid, url: null }
      },
    }
  },
})
