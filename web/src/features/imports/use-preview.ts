import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { api } from '#api/index.ts'
import type { PreviewRequest } from './types.ts'

/** What the first rows of an upload would do with the choices made so far. */
export const usePreview = (body: PreviewRequest) =>
  useQuery({
    // Not below /imports: what a running import tells would have every preview asked for anew.
    queryKey: ['/uploads', body],
    queryFn: ({ signal }) => api.post('/imports/preview', { body, signal }),
    placeholderData: keepPreviousData,
    // It says how the database stands now.
    staleTime: 0,
  })
