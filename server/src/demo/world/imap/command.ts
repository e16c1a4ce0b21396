import type { Session } from './session.ts'
import type { Cursor } from './wire/cursor.ts'

/** A command being carried out; the cursor stands behind its name. */
export type Call = {
  session: Session
  cursor: Cursor
  tag: string
  /** Message numbers are UIDs: the command came with UID before it. */
  byUid: boolean
}

/**
 * Carries a command out and answers what stands behind the tag, such as `OK done`; undefined when the answer is given later. A command that
 * does not fit the grammar throws `invalid_input` (BAD), one that cannot be carried out `not_found` or `conflict` (NO).
 */
export type Command = (call: Call) => string | undefined

/** A command that names nothing but itself. */
export const plain =
  (run: (call: Call) => string | undefined): Command =>
  (call) => {
    call.cursor.end()
    return run(call)
  }
