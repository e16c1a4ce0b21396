import { once } from 'node:events'
import { SMTPServer } from 'smtp-server'

export type SmtpSink = {
  url: string
  /** Recipients in the order in which their mails were accepted. */
  accepted: readonly string[]
  close(): Promise<void>
}

/** A server that takes every mail, each after `delay` milliseconds, shows it to `onMail`, and remembers only for whom it was. */
export const startSmtpSink = async ({
  delay,
  onMail,
}: {
  delay: number
  onMail?: (raw: Buffer) => void
}): Promise<SmtpSink> => {
  const accepted: string[] = []
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    disableReverseLookup: true,
    onData: (stream, session, callback) => {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => void (onMail && chunks.push(chunk)))
      stream.on('end', () => {
        setTimeout(() => {
          onMail?.(Buffer.concat(chunks))
          accepted.push(...session.envelope.rcptTo.map(({ address }) => address))
          callback()
        }, delay)
      })
    },
  })
  server.on('error', () => undefined)
  server.listen(0, '127.0.0.1')
  await once(server.server, 'listening')
  const address = server.server.address()
  const port = typeof address === 'object' && address ? address.port : 0
  return {
    url: `smtp://127.0.0.1:${port}`,
    accepted,
    close: () => new Promise((resolve) => server.close(resolve)),
  }
}
