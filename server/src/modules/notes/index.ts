import type { NoteDeps } from './note.ts'
import { notesById, notesOfProspect } from './note-queries.ts'
import { addNote, changeNote, deleteNote } from './write-notes.ts'

export type { Note, NoteDeps } from './note.ts'
export { addNoteRoutes } from './routes.ts'

export type Notes = ReturnType<typeof createNotes>

/** What users write down about prospects. */
export const createNotes = (deps: NoteDeps) => ({
  addNote: (input: Parameters<typeof addNote>[1]) => addNote(deps, input),
  changeNote: (input: Parameters<typeof changeNote>[1]) => changeNote(deps, input),
  deleteNote: (input: Parameters<typeof deleteNote>[1]) => deleteNote(deps, input),
  notesById: (input: Parameters<typeof notesById>[1]) => notesById(deps.db, input),
  notesOfProspect: (input: Parameters<typeof notesOfProspect>[1]) => notesOfProspect(deps.db, input),
})
