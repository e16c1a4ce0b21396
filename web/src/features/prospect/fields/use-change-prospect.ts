import { api, type InitOf, useApiMutation } from '#api/index.ts'

export type ProspectChange = InitOf<'patch', '/prospects/{prospect}'>['body']

/** Changes what is given of a prospect; what it throws is shown where the field is. */
export const useChangeProspect = (id: string) =>
  useApiMutation({
    mutate: (body: ProspectChange) =>
      api.patch('/prospects/{prospect}', { params: { path: { prospect: id } }, body }),
    changes: ['/prospects', '/lists', '/tags'],
    onFailed: () => true,
  })
