import { AppError } from '#platform/errors/index.ts'
import type { Command } from './command.ts'
import { append, copy, expunge, move, store } from './commands/change-messages.ts'
import { fetch } from './commands/fetch.ts'
import {
  close,
  create,
  examine,
  remove,
  rename,
  select,
  status,
  subscribe,
  unselect,
  unsubscribe,
} from './commands/folders.ts'
import { list, lsub } from './commands/list-folders.ts'
import { notify } from './commands/notify.ts'
import { search } from './commands/search.ts'
import { capability, enable, id, idle, logout, namespace, noop } from './commands/session-commands.ts'
import { authenticate, login } from './commands/sign-in.ts'
import { newsOf } from './folder-view.ts'
import type { Session } from './session.ts'
import { type Cursor, createCursor } from './wire/cursor.ts'

type State = 'any' | 'not signed in' | 'signed in' | 'selected'
type Entry = { state: State; run: Command; keepsNumbers?: true }

const COMMANDS: Record<string, Entry> = {
  CAPABILITY: { state: 'any', run: capability },
  NOOP: { state: 'any', run: noop },
  ID: { state: 'any', run: id },
  LOGOUT: { state: 'any', run: logout },
  LOGIN: { state: 'not signed in', run: login },
  AUTHENTICATE: { state: 'not signed in', run: authenticate },
  ENABLE: { state: 'signed in', run: enable },
  NAMESPACE: { state: 'signed in', run: namespace },
  SELECT: { state: 'signed in', run: select },
  EXAMINE: { state: 'signed in', run: examine },
  CREATE: { state: 'signed in', run: create },
  DELETE: { state: 'signed in', run: remove },
  RENAME: { state: 'signed in', run: rename },
  SUBSCRIBE: { state: 'signed in', run: subscribe },
  UNSUBSCRIBE: { state: 'signed in', run: unsubscribe },
  LIST: { state: 'signed in', run: list },
  LSUB: { state: 'signed in', run: lsub },
  STATUS: { state: 'signed in', run: status },
  APPEND: { state: 'signed in', run: append },
  IDLE: { state: 'signed in', run: idle },
  NOTIFY: { state: 'signed in', run: notify },
  CHECK: { state: 'selected', run: noop },
  CLOSE: { state: 'selected', run: close },
  UNSELECT: { state: 'selected', run: unselect },
  EXPUNGE: { state: 'selected', run: expunge },
  SEARCH: { state: 'selected', run: search, keepsNumbers: true },
  FETCH: { state: 'selected', run: fetch, keepsNumbers: true },
  STORE: { state: 'selected', run: store, keepsNumbers: true },
  COPY: { state: 'selected', run: copy },
  MOVE: { state: 'selected', run: move },
}

const WITH_UID = new Set(['SEARCH', 'FETCH', 'STORE', 'COPY', 'MOVE', 'EXPUNGE'])

/** Carries out one command as it came, and writes what it says, what is new in the selected folder, and its end. */
export const runCommand = (session: Session, bytes: Buffer): void => {
  const cursor = createCursor(bytes)
  let tag = '*'
  let answer: string | undefined
  try {
    tag = cursor.tag()
    cursor.space()
    answer = answerTo(session, cursor, tag)
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    answer = refusalOf(error)
  }
  if (answer !== undefined) session.send(`${tag} ${answer}`)
}

const answerTo = (session: Session, cursor: Cursor, tag: string): string | undefined => {
  const first = cursor.atom().toUpperCase()
  const byUid = first === 'UID'
  if (byUid) cursor.space()
  const name = byUid ? cursor.atom().toUpperCase() : first
  const entry = COMMANDS[name]
  if (!entry || (byUid && !WITH_UID.has(name))) return `BAD ${name} is not known`
  const wrong = wrongState(session, entry.state)
  if (wrong) return `BAD ${wrong}`
  const answer = entry.run({ session, cursor, tag, byUid })
  if (answer !== undefined && session.view)
    for (const news of newsOf(session.view, { expunges: byUid || !entry.keepsNumbers })) session.tell(news)
  return answer
}

const wrongState = (session: Session, wanted: State): string | undefined => {
  if (wanted === 'not signed in' && session.account) return 'You are signed in already'
  if ((wanted === 'signed in' || wanted === 'selected') && !session.account) return 'Sign in first'
  if (wanted === 'selected' && !session.view) return 'Select a folder first'
  return undefined
}

const refusalOf = ({ code, message }: AppError): string => {
  const line = message.replaceAll(/[\r\n]+/g, ' ')
  if (code === 'not_found') return `NO [NONEXISTENT] ${line}`
  if (code === 'conflict') return `NO [ALREADYEXISTS] ${line}`
  return `BAD ${line}`
}
