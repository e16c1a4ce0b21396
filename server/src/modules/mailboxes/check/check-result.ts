/** How far a connection came: each stage begins when the one before it succeeded. */
export type CheckStage = 'resolve' | 'connect' | 'tls' | 'greeting' | 'login' | 'select'

export type CheckResult =
  | {
      ok: true
      /** What was found: the server's greeting, its folders. */
      detail: string
    }
  | {
      ok: false
      stage: CheckStage
      /** The server's or the system's words. */
      words: string
      /** What to do, in a sentence. */
      advice: string
    }

type Server = { host: string; port: number; security: 'tls' | 'starttls' | 'none'; user: string | null }

/** The failed result of a stage, with what to do about it. */
export const failedAt = (stage: CheckStage, words: string, server: Server): CheckResult => ({
  ok: false,
  stage,
  words,
  advice: adviceFor(stage, words, server),
})

const adviceFor = (stage: CheckStage, words: string, { host, port, security, user }: Server): string => {
  switch (stage) {
    case 'resolve':
      return `The name ${host} is not known. Check its spelling, and that this machine can reach a name server.`
    case 'connect':
      return `Nothing answers at ${host}:${port}. Check the port, and that no firewall stands between (many providers block port 25).`
    case 'tls':
      return tlsAdvice(words, { host, port, security })
    case 'greeting':
      return `Something answers at ${host}:${port}, but not as a mail server does. Check the port, and whether it wants TLS from the first byte (smtps://, imaps://).`
    case 'login':
      return `The server does not let ${user ?? 'anybody without a user'} in. Check user and password; providers with two-factor sign-in want an app password here, and some must be told to allow SMTP and IMAP.`
    case 'select':
      return 'Signed in, but the Inbox cannot be opened. Check that the account may read its mail over IMAP.'
  }
}

const tlsAdvice = (words: string, { host, port, security }: Omit<Server, 'user'>): string => {
  if (/certificate|self.signed|altname|expired/i.test(words))
    return `The certificate of ${host} is not trusted. Use the name that the certificate is made for; if it is your own server with a certificate of your own, add ?verify=no.`
  if (security === 'tls')
    return `${host}:${port} does not speak TLS from the first byte. Use smtp:// or imap:// (STARTTLS), or the port for TLS (465, 993).`
  return `${host}:${port} does not offer STARTTLS, so no password was sent. Use smtps:// or imaps://, or, if nobody can listen on the way, add ?tls=none.`
}
