import type { Socket } from 'node:net'
import { AppError } from '#platform/errors/index.ts'
import type { MailStore } from '../store/mail-store.ts'
import { capabilitiesOf, type ImapOptions } from './imap-options.ts'
import { pushNews } from './push-news.ts'
import { runCommand } from './run-command.ts'
import type { Session } from './session.ts'
import { createFramer } from './wire/framer.ts'

const LONGEST_LINE = 64 * 1024
const LARGEST_LITERAL = 64 * 1024 * 1024

/** Speaks IMAP4rev1 (RFC 3501) with one client until either side hangs up. `write` sends bytes, `hangUp` closes after them. */
export const serveConnection = (input: {
  socket: Socket
  store: MailStore
  options: ImapOptions
  write: (bytes: Buffer) => void
}): Session => {
  const { socket, store, options, write } = input
  const line = (text: string): void => write(Buffer.from(`${text}\r\n`, 'latin1'))
  const framer = createFramer({
    askForLiteral: () => line('+ Go on'),
    longestLine: LONGEST_LINE,
    largestLiteral: LARGEST_LITERAL,
  })
  const session: Session = {
    store,
    options,
    account: undefined,
    view: undefined,
    notify: { selected: false, others: false },
    idling: false,
    inCommand: false,
    takeLine: undefined,
    tell: (text) => line(`* ${text}`),
    tellBytes: (parts) =>
      write(
        Buffer.concat(
          ['* ', ...parts, '\r\n'].map((part) =>
            typeof part === 'string' ? Buffer.from(part, 'latin1') : part,
          ),
        ),
      ),
    send: line,
    hangUp: () => socket.end(),
  }

  const step = (): boolean => {
    if (session.takeLine) {
      const answer = framer.takeLine()
      if (!answer) return false
      const take = session.takeLine
      session.takeLine = undefined
      take(answer.toString('latin1'))
      return true
    }
    const command = framer.takeCommand()
    if (!command) return false
    session.inCommand = true
    runCommand(session, command)
    session.inCommand = false
    return true
  }

  socket.on('data', (chunk) => {
    framer.push(chunk)
    socket.cork()
    try {
      while (!socket.writableEnded && step());
    } catch (error) {
      if (!(error instanceof AppError)) throw error
      session.tell(`BYE ${error.message}`)
      socket.end()
    } finally {
      socket.uncork()
    }
  })
  const forget = store.onChange((change) => {
    if (!socket.writableEnded) pushNews(session, change)
  })
  socket.on('close', forget)
  // A client that vanishes is daily life; 'close' follows.
  socket.on('error', () => undefined)
  session.tell(`OK [CAPABILITY ${capabilitiesOf(options)}] Cadenza simulated mail`)
  return session
}
