import type { CallDeps } from './call.ts'
import { phoneOf } from './call-queries.ts'
import type { Dialler } from './dialler.ts'
import { telUrl } from './phone-number.ts'

/** Click-to-call: a tel: link, which the user's own device dials. How it ended the user says afterwards. */
export const telDialler = ({ db }: Pick<CallDeps, 'db'>): Dialler => ({
  provider: 'tel',
  prepare: async ({ companyId, userId, to }) => ({
    fromNumber: await phoneOf(db, { companyId, userId }),
    begin: async () => ({ callSid: null, url: telUrl(to) }),
  }),
})
