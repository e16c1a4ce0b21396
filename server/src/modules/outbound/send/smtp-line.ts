import { Readable } from 'node:stream'
import SMTPConnection from 'nodemailer/lib/smtp-connection'
import XOAuth2 from 'nodemailer/lib/xoauth2'
import { type SmtpConnection, smtpOptions } from '#modules/mailboxes/index.ts'
import type { Taken } from './in-hand.ts'
import type { OpenFailure, SendResult } from './send-result.ts'
import { failureOf, openFailureOf, type SmtpError } from './smtp-error.ts'

/** How long a server may take, in milliseconds. After the content RFC 5321 (4.5.3.2.6) allows it ten minutes. */
const TIME_LIMITS = {
  connectionTimeout: 30_000,
  greetingTimeout: 30_000,
  socketTimeout: 600_000,
  socketCloseTimeout: 1_000,
}

/** To several only where a person wrote to several; then the mail goes to those that the server takes. */
export type Envelope = { from: string; to: readonly string[]; raw: Buffer }

/** One signed-in connection to a mail server; it carries one mail at a time. */
export type SmtpLine = {
  send(mail: Envelope, taken: Taken): Promise<SendResult>
  /** Ends it. A mail on its way over it that has not begun is answered with `not_begun`; one that has, with `uncertain`. */
  close(): void
  closed(): boolean
  /** The content of a mail is on its way, and no answer has come. */
  awaitsAnswer(): boolean
}

/**
 * Connects and signs in. nodemailer's own pool is not used: it hands mails to another connection by itself and does not say at which stage
 * one was lost, and both decide here whether a mail may go again.
 */
export const openLine = (
  connection: SmtpConnection,
  { onClosed, signal }: { onClosed: () => void; signal: AbortSignal },
): Promise<{ line: SmtpLine } | { failure: OpenFailure }> =>
  new Promise((resolve) => {
    const { auth: _, ...server } = smtpOptions(connection)
    const smtp = new SMTPConnection({ ...server, ...TIME_LIMITS })
    let state: 'opening' | 'open' | 'failed' = 'opening'
    const fail = (error: SmtpError): void => {
      if (state !== 'opening') return
      state = 'failed'
      signal.removeEventListener('abort', giveUp)
      smtp.close()
      resolve({ failure: openFailureOf(error) })
    }
    const giveUp = (): void => fail(new Error('given up'))
    const succeed = (): void => {
      if (state !== 'opening') return
      state = 'open'
      signal.removeEventListener('abort', giveUp)
      resolve({ line: lineOver(smtp) })
    }
    signal.addEventListener('abort', giveUp)
    // Later errors reach the mail that is under way, if there is one.
    smtp.on('error', fail)
    smtp.once('end', () => {
      fail(new Error('the server ended the connection'))
      if (state === 'open') onClosed()
    })
    smtp.connect((error) => {
      if (error) return fail(error)
      const auth = credentialsOf(connection)
      if (!auth || !smtp.allowsAuth) return succeed()
      smtp.login(auth, (refusal) => (refusal ? fail(refusal) : succeed()))
    })
  })

const credentialsOf = ({ user, auth }: SmtpConnection) => {
  if (auth === null || user === null) return null
  if (auth.kind === 'oauth2') return { user, oauth2: new XOAuth2({ user, accessToken: auth.accessToken }) }
  return { user, credentials: { user, pass: auth.password } }
}

const lineOver = (smtp: SMTPConnection): SmtpLine => {
  let used = false
  let underWay: Taken | undefined
  let abandon: (() => void) | undefined

  const send = ({ from, to, raw }: Envelope, taken: Taken): Promise<SendResult> =>
    new Promise((resolve) => {
      const reused = used
      used = true
      underWay = taken
      const finish = (result: SendResult): void => {
        abandon = undefined
        underWay = undefined
        resolve(result)
      }
      const end = (result: SendResult): void => {
        smtp.close()
        finish(result)
      }
      abandon = () =>
        finish(
          taken.begun
            ? {
                kind: 'uncertain',
                words: 'The connection was given up before the server answered.',
                byUs: true,
              }
            : { kind: 'not_begun' },
        )
      smtp.send({ from, to: [...to], size: raw.length }, contentOf(raw, taken), (error, info) => {
        if (!abandon) return
        if (!error && info)
          return finish({
            kind: 'accepted',
            words: wordsOf(info),
            serverMessageId: info.serverMessageId ?? null,
          })
        const result: SendResult = error
          ? failureOf(error, taken.begun)
          : { kind: 'lost', words: 'no answer' }
        if (!taken.begun && !taken.mayBegin()) return end({ kind: 'not_begun' })
        // The server may close an idle connection at any time: that is no failure of this mail.
        if (result.kind === 'lost' && reused) return end({ kind: 'not_begun' })
        if (result.kind !== 'refused' || taken.begun || smtp.destroyed) return end(result)
        const finishOnce = (): void => {
          smtp.off('end', finishOnce)
          if (abandon) finish(result)
        }
        // A connection that ends before the answer to RSET never calls back.
        smtp.on('end', finishOnce)
        smtp.reset((resetError) => {
          if (resetError) smtp.close()
          finishOnce()
        })
      })
    })

  return {
    send,
    close: () => {
      const left = abandon
      smtp.close()
      left?.()
    },
    closed: () => smtp.destroyed,
    awaitsAnswer: () => underWay?.begun ?? false,
  }
}

/** What the server said to the mail, and of whom it took none. */
const wordsOf = ({ response, rejectedErrors = [] }: SMTPConnection.SentMessageInfo): string =>
  [response, ...rejectedErrors.map((error) => `Not for everybody: ${error.response ?? error.message}`)].join(
    ' ',
  )

/** The content, handed over when the server has taken DATA; a mail that was withheld meanwhile fails instead. */
const contentOf = (raw: Buffer, taken: Taken): Readable =>
  new Readable({
    read() {
      if (!taken.mayBegin()) {
        this.destroy(new Error('withheld'))
        return
      }
      taken.begun = true
      this.push(raw)
      this.push(null)
    },
  })
