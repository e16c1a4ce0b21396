import { api, useApiMutation } from '#api/index.ts'
import { fileMistake } from './file-kind.ts'

/** Sends a file to the server, which keeps it until it is imported. */
export const useUpload = (onDone: (upload: { upload: string; file: string }) => void) =>
  useApiMutation({
    mutate: async (file: File) => {
      const mistake = fileMistake(file)
      if (mistake !== null) throw new Error(mistake)
      return api.post('/imports/uploads', {
        body: file,
        bodySerializer: (body: unknown) => body,
        headers: { 'Content-Type': 'text/csv' },
      })
    },
    onDone: ({ uploadId }, file) => onDone({ upload: uploadId, file: file.name }),
    onFailed: () => true,
  })
