import { createServer } from 'node:http'
import { twilioSignature } from './twilio-signature.ts'

export type TwilioStub = Awaited<ReturnType<typeof startTwilioStub>>

/**
 * A server that takes calls as Twilio's REST API documents it: basic authentication, a form, 201 with the call's `sid` and `status`, failures as
 * `{code, message, more_info, status}`. `fetch` leads what is meant for api.twilio.com there.
 */
export const startTwilioStub = async ({
  accountSid,
  authToken,
}: {
  accountSid: string
  authToken: string
}) => {
  const placed: URLSearchParams[] = []
  let next: { status: number; answer: unknown } | 'break' | null = null
  let count = 0

  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(Buffer.from(chunk))
    const answer = (status: number, body: unknown) =>
      response
        .writeHead(status, { 'content-type': 'application/json' })
        .end(typeof body === 'string' ? body : JSON.stringify(body))
    const planned = next
    next = null
    if (planned === 'break') return void request.socket.destroy()
    if (planned) return void answer(planned.status, planned.answer)
    const credentials = `Basic ${Buffer.from(`${accountSid}:${authToken}`).toString('base64')}`
    if (request.headers.authorization !== credentials)
      return void answer(401, { code: 20003, message: 'Authenticate', more_info: '', status: 401 })
    if (request.method !== 'POST' || request.url !== `/2010-04-01/Accounts/${accountSid}/Calls.json`)
      return void answer(404, { code: 20404, message: 'Not found', more_info: '', status: 404 })
    if (!/^application\/x-www-form-urlencoded/.test(request.headers['content-type'] ?? ''))
      return void answer(415, { code: 20415, message: 'Unsupported', more_info: '', status: 415 })
    const fields = new URLSearchParams(Buffer.concat(chunks).toString())
    placed.push(fields)
    count += 1
    return void answer(201, {
      sid: `CA${String(count).padStart(32, '0')}`,
      account_sid: accountSid,
      to: fields.get('To'),
      from: fields.get('From'),
      status: 'queued',
      direction: 'outbound-api',
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0

  const stubFetch: typeof globalThis.fetch = (input, init) => {
    const url = new URL(String(input))
    if (url.origin !== 'https://api.twilio.com') throw new Error(`not Twilio: ${url.href}`)
    return fetch(`http://127.0.0.1:${port}${url.pathname}`, init)
  }
  return {
    /** The forms of calls that were taken. */
    placed,
    fetch: stubFetch,
    /** Answers the next request like this. */
    answerNext: (status: number, answer: unknown): void => {
      next = { status, answer }
    },
    /** Breaks the next connection off. */
    breakNext: (): void => {
      next = 'break'
    },
    reset: (): void => {
      placed.length = 0
      next = null
    },
    sign: (url: string, fields: Record<string, string>): string =>
      twilioSignature({ authToken, url, fields: new URLSearchParams(fields) }),
    close: () =>
      new Promise<void>((resolve, reject) => server.close((error) => (error ? reject(error) : resolve()))),
  }
}
