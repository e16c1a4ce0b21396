import { AppError, messageOf, notAllowed } from '#platform/errors/index.ts'
import type { TwilioAccount } from './twilio-account.ts'

export const TWILIO_API = 'https://api.twilio.com'

const PATIENCE_MS = 15_000
/** How long the user's phone rings. */
const RINGING_SECONDS = 30

/**
 * Has Twilio ring a phone (POST …/Calls.json of its REST API, version 2010-04-01) and ask `answeredUrl` what to do once it answers. Answers
 * the call's SID. Throws `not_allowed` with Twilio's words when it refuses, `unavailable` when it does not answer.
 */
export const placeCall = async (input: {
  fetch: typeof globalThis.fetch
  account: TwilioAccount
  to: string
  answeredUrl: string
  endedUrl: string
}): Promise<{ callSid: string }> => {
  const { account } = input
  const answer = await ask(input, {
    url: `${TWILIO_API}/2010-04-01/Accounts/${account.accountSid}/Calls.json`,
    body: new URLSearchParams({
      To: input.to,
      From: account.fromNumber,
      Url: input.answeredUrl,
      Method: 'POST',
      StatusCallback: input.endedUrl,
      StatusCallbackMethod: 'POST',
      StatusCallbackEvent: 'completed',
      Timeout: String(RINGING_SECONDS),
    }),
  })
  const sid = textOf(answer.body, 'sid')
  if (answer.status === 201 && sid !== null) return { callSid: sid }
  throw refusal(answer)
}

type Answer = { status: number; body: unknown }

const ask = async (
  { fetch, account }: { fetch: typeof globalThis.fetch; account: TwilioAccount },
  { url, body }: { url: string; body: URLSearchParams },
): Promise<Answer> => {
  const credentials = Buffer.from(`${account.accountSid}:${account.authToken}`).toString('base64')
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { authorization: `Basic ${credentials}`, accept: 'application/json' },
      body,
      redirect: 'error',
      signal: AbortSignal.timeout(PATIENCE_MS),
    })
    return { status: response.status, body: readJson(await response.text()) }
  } catch (cause) {
    throw new AppError({
      code: 'unavailable',
      message: `Twilio was not reached: ${messageOf(cause)}. Try again in a moment.`,
      cause,
    })
  }
}

/** Undefined for what is no JSON: a proxy's page between Twilio and us. */
const readJson = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** Twilio's failures are `{code, message, more_info, status}`. */
const refusal = ({ status, body }: Answer): AppError => {
  const code = numberOf(body, 'code')
  const words = `${textOf(body, 'message') ?? `status ${status}`}${code === null ? '' : ` (Twilio error ${code})`}`
  if (status === 401)
    return notAllowed(
      `Twilio does not take the account SID and auth token: ${words}. An admin can set them anew.`,
      'accountSid',
    )
  if (status === 429)
    return new AppError({
      code: 'rate_limited',
      message: `Twilio takes no more calls at the moment: ${words}.`,
    })
  if (status >= 400 && status < 500) return notAllowed(`Twilio refused the call: ${words}.`, 'number')
  return new AppError({ code: 'unavailable', message: `Twilio could not place the call: ${words}.` })
}

const fieldOf = (body: unknown, name: string): unknown =>
  typeof body === 'object' && body !== null ? Reflect.get(body, name) : undefined

const textOf = (body: unknown, name: string): string | null => {
  const value = fieldOf(body, name)
  return typeof value === 'string' ? value.slice(0, 300) : null
}

const numberOf = (body: unknown, name: string): number | null => {
  const value = fieldOf(body, name)
  return typeof value === 'number' ? value : null
}
