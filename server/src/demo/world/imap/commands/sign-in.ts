import type { Call, Command } from '../command.ts'
import { capabilitiesOf } from '../imap-options.ts'
import type { Session } from '../session.ts'

const trySignIn = (session: Session, user: string, password: string): string => {
  const account = session.store.findAccount(user)
  if (!account || account.password !== password) return 'NO [AUTHENTICATIONFAILED] Invalid user or password'
  session.account = account
  return `OK [CAPABILITY ${capabilitiesOf(session.options)}] Signed in`
}

export const login: Command = ({ session, cursor }) => {
  cursor.space()
  const user = cursor.astring()
  cursor.space()
  const password = cursor.astring()
  cursor.end()
  return trySignIn(session, asUtf8(user), asUtf8(password))
}

/** AUTHENTICATE PLAIN (RFC 4616), its response with the command (RFC 4959) or when asked for. */
export const authenticate: Command = ({ session, cursor, tag }: Call) => {
  cursor.space()
  const mechanism = cursor.atom().toUpperCase()
  if (mechanism !== 'PLAIN') return `NO [CANNOT] ${mechanism} is not offered`
  if (!cursor.atEnd()) {
    cursor.space()
    const response = cursor.astring()
    cursor.end()
    return answerPlain(session, response)
  }
  session.takeLine = (line) => session.send(`${tag} ${answerPlain(session, line)}`)
  session.send('+ ')
  return undefined
}

const answerPlain = (session: Session, response: string): string => {
  if (response === '*') return 'BAD Given up'
  const [, user, password] = Buffer.from(response, 'base64').toString('utf8').split('\0')
  if (user === undefined || password === undefined)
    return 'BAD The response of PLAIN is "authorization NUL user NUL password" in base64'
  return trySignIn(session, user, password)
}

const asUtf8 = (bytes: string): string => Buffer.from(bytes, 'latin1').toString('utf8')
