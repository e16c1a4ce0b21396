import type { Queryable } from '#platform/db/index.ts'
import type { HttpServer } from '#platform/http/index.ts'
import type { CallDeps, CallProvider } from './call.ts'
import { callById, phoneOf, storePhone } from './call-queries.ts'
import { type DialInput, dialProspect } from './dial-prospect.ts'
import type { Dialler } from './dialler.ts'
import { completedCalls, type ListCallsInput, listCalls } from './list-calls.ts'
import { changeCall, logCall, logCallOfTask } from './log-call.ts'
import { requireInternational } from './phone-number.ts'
import { telDialler } from './tel-dialler.ts'
import { removeTwilioAccount, shownTwilioAccount, storeTwilioAccount } from './twilio/twilio-account.ts'
import { twilioDialler } from './twilio/twilio-dialler.ts'
import { addTwilioRoutes } from './twilio/twilio-routes.ts'

export type { Call, CallDeps, CallDetails, CallProvider, Disposition } from './call.ts'
export type { Dialler } from './dialler.ts'
export type { CompletedCall, ListedCall } from './list-calls.ts'
export { addCallRoutes } from './routes.ts'

/** Calls: logged by hand, dialled by a tel: link, or made by a provider that reports them. */
export const createCalls = (deps: CallDeps) => {
  const { db } = deps
  const diallers: Record<Exclude<CallProvider, 'manual'>, Dialler> = {
    tel: telDialler(deps),
    twilio: twilioDialler(deps),
  }
  return {
    logCall: (input: Parameters<typeof logCall>[1]) => logCall(deps, input),
    logCallOfTask: (tx: Queryable, input: Parameters<typeof logCallOfTask>[2]) =>
      logCallOfTask(deps, tx, input),
    changeCall: (input: Parameters<typeof changeCall>[1]) => changeCall(deps, input),
    /** Without a provider by Twilio where the company has an account, else by a tel: link. */
    dial: async ({ provider, ...input }: DialInput & { provider?: Dialler['provider'] | undefined }) => {
      const usual = (await shownTwilioAccount(db, input)) ? 'twilio' : 'tel'
      return dialProspect(deps, diallers[provider ?? usual], input)
    },
    callById: (input: { companyId: string; callId: string }) => callById(db, input),
    listCalls: (input: ListCallsInput) => listCalls(db, input),
    completedCalls: (input: Parameters<typeof completedCalls>[1]) => completedCalls(db, input),

    /** Whether providers reach this server is said with it: without PUBLIC_URL only tel: links work. */
    dialling: async (input: { companyId: string; userId: string }) => ({
      twilio: await shownTwilioAccount(db, input),
      phone: await phoneOf(db, input),
      isReachable: deps.publicUrl !== undefined,
    }),
    storeTwilioAccount: (input: Parameters<typeof storeTwilioAccount>[1]) => storeTwilioAccount(deps, input),
    removeTwilioAccount: (input: { companyId: string }) => removeTwilioAccount(db, input),
    /** Null forgets it. Throws `invalid_input`. */
    storeOwnPhone: (input: { companyId: string; userId: string; number: string | null }) =>
      storePhone(db, {
        ...input,
        number: input.number === null ? null : requireInternational('number', input.number).number,
      }),
    /** `/calls/twilio/…`, which Twilio asks. */
    addRoutes: (server: HttpServer): void => addTwilioRoutes(server, deps),
  }
}

export type Calls = ReturnType<typeof createCalls>
