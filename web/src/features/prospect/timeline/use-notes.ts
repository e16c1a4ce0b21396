import { api, useApiMutation } from '#api/index.ts'

const CHANGES = ['/prospects'] as const

/** Writes, edits and deletes notes; a deleted one can be brought back, as a new one. */
export const useNotes = (prospectId: string) => {
  const add = useApiMutation({
    mutate: (text: string) =>
      api.post('/prospects/{prospect}/notes', { params: { path: { prospect: prospectId } }, body: { text } }),
    changes: CHANGES,
  })
  const change = useApiMutation({
    mutate: ({ id, text }: { id: string; text: string }) =>
      api.patch('/notes/{id}', { params: { path: { id } }, body: { text } }),
    changes: CHANGES,
  })
  const remove = useApiMutation({
    mutate: (id: string) => api.delete('/notes/{id}', { params: { path: { id } } }),
    changes: CHANGES,
  })
  return { add, change, remove }
}
