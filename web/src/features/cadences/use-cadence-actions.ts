import { useNavigate } from '@tanstack/react-router'
import { api, useApiMutation } from '#api/index.ts'
import { saveFile } from '#ui/charts/save-file.ts'
import type { CadenceSummary } from './types.ts'

/** What changes when a cadence does. */
export const CADENCE_PATHS = ['/cadences', '/reports/numbers'] as const

type Which = Pick<CadenceSummary, 'id' | 'name'>

const path = ({ id }: Which) => ({ params: { path: { id } } })

/** What may be done with a cadence as a whole. */
export const useCadenceActions = () => {
  const navigate = useNavigate()
  const open = (cadenceId: string) => navigate({ to: '/cadences/$cadenceId', params: { cadenceId } })
  return {
    pause: useApiMutation({
      mutate: (cadence: Which) => api.post('/cadences/{id}/pause', { ...path(cadence), body: {} }),
      changes: CADENCE_PATHS,
      done: (_answer, { name }) => `“${name}” is paused: nothing leaves until it is resumed.`,
    }),
    resume: useApiMutation({
      mutate: (cadence: Which) => api.post('/cadences/{id}/resume', path(cadence)),
      changes: CADENCE_PATHS,
      done: (_answer, { name }) => `“${name}” goes on.`,
    }),
    restore: useApiMutation({
      mutate: (cadence: Which) => api.post('/cadences/{id}/restore', path(cadence)),
      changes: CADENCE_PATHS,
      done: (_answer, { name }) => `“${name}” is back, paused.`,
    }),
    duplicate: useApiMutation({
      mutate: (cadence: Which) => api.post('/cadences/{id}/duplicate', { ...path(cadence), body: {} }),
      changes: CADENCE_PATHS,
      done: ({ name }) => `“${name}” is a draft of yours.`,
      onDone: ({ id }) => void open(id),
    }),
    share: useApiMutation({
      mutate: ({ id, shared }: Which & { shared: boolean }) =>
        api.patch('/cadences/{id}', { params: { path: { id } }, body: { shared } }),
      changes: CADENCE_PATHS,
      done: (_answer, { name, shared }) =>
        shared ? `Everybody can use “${name}”.` : `Only you, managers and admins see “${name}”.`,
    }),
    exportFile: useApiMutation({
      mutate: ({ id, version }: Which & { version: number }) =>
        api.get('/cadences/{id}/file', {
          params: { path: { id }, query: { draft: version === 0 } },
          parseAs: 'text',
        }),
      onDone: (text, { name }) =>
        saveFile({ name: fileName(name), text: String(text), type: 'application/yaml' }),
    }),
  }
}

/** A name without what file systems do not take. */
const fileName = (name: string): string => `${name.replaceAll(/[\\/:*?"<>|]/g, '-')}.yaml`
