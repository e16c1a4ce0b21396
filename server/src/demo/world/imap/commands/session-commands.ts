import { type Call, type Command, plain } from '../command.ts'
import { newsOf } from '../folder-view.ts'
import { capabilitiesOf } from '../imap-options.ts'
import { writeString } from '../wire/write-values.ts'

export const capability: Command = plain(({ session }) => {
  session.tell(`CAPABILITY ${capabilitiesOf(session.options)}`)
  return 'OK Listed'
})

export const noop: Command = plain(() => 'OK Done')

export const logout: Command = plain(({ session, tag }) => {
  session.tell('BYE Good-bye')
  session.send(`${tag} OK Signed out`)
  session.hangUp()
  return undefined
})

/** Who the client is does not matter here. */
export const id: Command = ({ session }) => {
  session.tell(`ID ("name" ${writeString('Cadenza simulated mail')})`)
  return 'OK Done'
}

/** Nothing can be switched on; unknown names are passed over (RFC 5161). */
export const enable: Command = ({ session }: Call) => {
  session.tell('ENABLED')
  return 'OK Done'
}

export const namespace: Command = plain(({ session }) => {
  session.tell('NAMESPACE (("" "/")) NIL NIL')
  return 'OK Listed'
})

/** Waits on this connection for news (RFC 2177), which `push-news.ts` writes, until the client says DONE. */
export const idle: Command = plain(({ session, tag }) => {
  if (!session.options.idle) return 'BAD IDLE is not offered'
  session.idling = true
  session.takeLine = (line) => {
    session.idling = false
    session.send(`${tag} ${line.toUpperCase() === 'DONE' ? 'OK Done waiting' : 'BAD DONE expected'}`)
  }
  session.send('+ Waiting')
  // What came between the last command and this one is news too.
  if (session.view) for (const news of newsOf(session.view, { expunges: true })) session.tell(news)
  return undefined
})
