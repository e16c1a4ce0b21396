import type { FastifyReply, FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import { AppError, notFound } from '#platform/errors/index.ts'
import type { HttpServer } from '#platform/http/index.ts'
import type { AnsweredBy, Call, CallDeps } from '../call.ts'
import { callById, lockCall, storeCall } from '../call-queries.ts'
import { readPhoneNumber } from '../phone-number.ts'
import { tellCall } from '../tell-call.ts'
import { type CallLink, type CallRef, callLink, readCallToken } from './call-links.ts'
import { type CallReport, judgeReport } from './judge-report.ts'
import { type TwilioAccount, twilioAccount } from './twilio-account.ts'
import { isSignedByTwilio } from './twilio-signature.ts'
import { connectTwiml, refuseTwiml } from './twiml.ts'

/** Much more than Twilio posts. */
const BODY_LIMIT = 65_536
const PARAMS = Type.Object({ token: Type.String() })

/**
 * What Twilio asks and tells of the calls that it makes for us, `/calls/twilio/…`. The link bears our signature and the form Twilio's, or
 * nothing is read of it.
 */
export const addTwilioRoutes = (server: HttpServer, deps: CallDeps): void => {
  server.register(async (scope: HttpServer) => {
    scope.removeAllContentTypeParsers()
    scope.addContentTypeParser(
      'application/x-www-form-urlencoded',
      { parseAs: 'string', bodyLimit: BODY_LIMIT },
      (_request, body, done) => done(null, new URLSearchParams(String(body))),
    )

    scope.post('/calls/twilio/:token/connect', { schema: { params: PARAMS } }, async (request, reply) => {
      const { ref, account } = await readRequest(deps, request, {
        token: request.params.token,
        link: 'connect',
      })
      const call = await callById(deps.db, ref)
      return sendTwiml(reply, connectTo(deps, { ref, account, call }))
    })

    for (const link of ['user', 'prospect', 'machine'] as const)
      scope.post(`/calls/twilio/:token/${link}`, { schema: { params: PARAMS } }, async (request, reply) => {
        const { ref, fields } = await readRequest(deps, request, { token: request.params.token, link })
        await takeReport(deps, ref, reportOf(link, fields))
        return reply.code(204).send()
      })
  })
}

type Signed = { ref: CallRef; account: TwilioAccount; fields: URLSearchParams }

/** Throws `not_found` for a link that is not ours, `forbidden` for a form that Twilio did not sign. */
const readRequest = async (
  deps: CallDeps,
  request: FastifyRequest,
  { token, link }: { token: string; link: CallLink },
): Promise<Signed> => {
  const ref = readCallToken(deps.secrets, token)
  const { publicUrl } = deps
  const account = ref && publicUrl !== undefined ? await twilioAccount(deps, deps.db, ref) : null
  if (!ref || !account || publicUrl === undefined)
    throw notFound('This is no call of ours: its link is not complete, or was changed.', 'path')
  const fields = request.body instanceof URLSearchParams ? request.body : new URLSearchParams()
  const header = request.headers['x-twilio-signature']
  const isSigned = isSignedByTwilio({
    authToken: account.authToken,
    url: callLink({ secrets: deps.secrets, publicUrl }, { ...ref, link }),
    fields,
    signature: typeof header === 'string' ? header : undefined,
  })
  if (isSigned) return { ref, account, fields }
  throw new AppError({
    code: 'forbidden',
    field: 'x-twilio-signature',
    message: 'This request is not signed by Twilio for this address. Check PUBLIC_URL and the auth token.',
  })
}

const connectTo = (
  deps: CallDeps,
  { ref, account, call }: { ref: CallRef; account: TwilioAccount; call: Call },
): string => {
  const to = readPhoneNumber(call.toNumber ?? '')
  const { secrets, publicUrl } = deps
  if (call.state !== 'open' || !to || publicUrl === undefined)
    return refuseTwiml('This call is no longer wanted.')
  const linkOf = (link: CallLink) => callLink({ secrets, publicUrl }, { ...ref, link })
  return connectTwiml({
    ...to,
    fromNumber: account.fromNumber,
    endedUrl: linkOf('prospect'),
    machineUrl: account.detectMachines ? linkOf('machine') : null,
  })
}

const sendTwiml = (reply: FastifyReply, twiml: string) => reply.type('text/xml; charset=utf-8').send(twiml)

const reportOf = (link: 'user' | 'prospect' | 'machine', fields: URLSearchParams): CallReport => {
  if (link === 'machine') return { about: link, answeredBy: heardBy(fields.get('AnsweredBy') ?? '') }
  const seconds = Number(fields.get('CallDuration') ?? 0)
  return {
    about: link,
    status: fields.get('CallStatus') ?? '',
    seconds: Number.isInteger(seconds) && seconds >= 0 && seconds <= 86_400 ? seconds : 0,
  }
}

/** `human`, `fax`, `machine_start` and several of `machine_end_…`; null for `unknown`. */
const heardBy = (text: string): AnsweredBy | null => {
  if (text === 'human' || text === 'fax') return text
  return text.startsWith('machine') ? 'machine' : null
}

const takeReport = (deps: CallDeps, ref: CallRef, report: CallReport): Promise<void> =>
  deps.db.transaction(async (tx) => {
    const { companyId } = ref
    const before = await lockCall(tx, ref)
    const after = judgeReport(before, report, deps.clock.now())
    if (after === before) return
    await storeCall(tx, { ...after, companyId })
    await tellCall(deps, tx, { companyId, before, after })
  })
