import { notFound } from '#platform/errors/index.ts'
import type { Note, NoteDeps } from './note.ts'
import { insertNote, notesById, removeNote, updateNote } from './note-queries.ts'
import { readNoteText } from './note-text.ts'

type Which = { companyId: string; noteId: string }

/** Writes a note about a prospect who is there. Throws `invalid_input` on `text`. */
export const addNote = async (
  deps: NoteDeps,
  {
    companyId,
    prospectId,
    userId,
    text,
  }: { companyId: string; prospectId: string; userId: string; text: string },
): Promise<Note> => {
  const id = deps.newId()
  const now = deps.clock.now()
  const clean = readNoteText(text)
  await deps.db.transaction(async (tx) => {
    await insertNote(tx, { companyId, id, prospectId, userId, text: clean, now })
    // The event does not repeat the text: it would outlive the note.
    await deps.appendEvents(tx, companyId, [
      { kind: 'note_added', occurredAt: now, prospectId, userId, data: { noteId: id } },
    ])
  })
  return requireNote(deps, { companyId, noteId: id })
}

/** Throws `not_found`, `invalid_input` on `text`. */
export const changeNote = async (
  deps: NoteDeps,
  { text, ...which }: Which & { text: string },
): Promise<Note> => {
  const clean = readNoteText(text)
  if (!(await updateNote(deps.db, { ...which, text: clean, now: deps.clock.now() }))) throw unknownNote(which)
  return requireNote(deps, which)
}

/** Its place in the timeline stays, without its text. Throws `not_found`. */
export const deleteNote = async ({ db }: NoteDeps, which: Which): Promise<void> => {
  if (!(await removeNote(db, which))) throw unknownNote(which)
}

const requireNote = async ({ db }: NoteDeps, { companyId, noteId }: Which): Promise<Note> => {
  const [note] = await notesById(db, { companyId, noteIds: [noteId] })
  if (!note) throw unknownNote({ noteId })
  return note
}

const unknownNote = ({ noteId }: { noteId: string }) =>
  notFound(`There is no note ${JSON.stringify(noteId)}; it may have been deleted.`, 'id')
