import type { StoreChange } from '../store/store-changes.ts'
import { statusOf } from './commands/folders.ts'
import { newsOf } from './folder-view.ts'
import { isSelected, type Session } from './session.ts'

/**
 * Tells a connection of a change in the store: at once what it waits for (IDLE, NOTIFY), and the rest with the end of its next command.
 * A selected folder whose UIDs lost their meaning ends the connection, as servers do.
 */
export const pushNews = (session: Session, change: StoreChange): void => {
  if (change.account !== session.account) return
  const { view } = session
  if (!view || !isSelected(session, change.folder)) {
    if (session.notify.others && change.kind === 'arrived')
      session.tell(statusOf(change.folder, ['MESSAGES', 'UIDNEXT', 'UIDVALIDITY']))
    return
  }
  if (change.kind === 'invalidated') {
    session.tell('BYE The folder was rebuilt')
    session.hangUp()
    return
  }
  if (change.kind === 'flagged') view.flagged.add(change.uid)
  // Within a command of this connection its end tells the news.
  if (session.idling) for (const news of newsOf(view, { expunges: true })) session.tell(news)
  else if (session.notify.selected && !session.inCommand)
    for (const news of newsOf(view, { expunges: false })) session.tell(news)
}
