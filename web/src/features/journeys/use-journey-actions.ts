import { useNavigate } from '@tanstack/react-router'
import { api, useApiMutation } from '#api/index.ts'
import { saveFile } from '#ui/charts/save-file.ts'
import type { JourneySummary } from './types.ts'

/** What changes when a journey does. */
export const JOURNEY_PATHS = ['/journeys', '/reports/numbers'] as const

export type WhichJourney = Pick<JourneySummary, 'id' | 'name' | 'version'>

const path = ({ id }: { id: string }) => ({ params: { path: { id } } })

/** What may be done with a journey as a whole. */
export const useJourneyActions = () => {
  const navigate = useNavigate()
  return {
    pause: useApiMutation({
      mutate: (journey: WhichJourney) => api.post('/journeys/{id}/pause', { ...path(journey), body: {} }),
      changes: JOURNEY_PATHS,
      done: (_answer, { name }) => `“${name}” is paused: nothing leaves until it is resumed.`,
    }),
    resume: useApiMutation({
      mutate: (journey: WhichJourney) => api.post('/journeys/{id}/resume', path(journey)),
      changes: JOURNEY_PATHS,
      done: (_answer, { name }) => `“${name}” goes on.`,
    }),
    restore: useApiMutation({
      mutate: (journey: WhichJourney) => api.post('/journeys/{id}/restore', path(journey)),
      changes: JOURNEY_PATHS,
      done: (_answer, { name }) => `“${name}” is back, paused.`,
    }),
    archive: useApiMutation({
      mutate: (journey: WhichJourney) => api.post('/journeys/{id}/archive', path(journey)),
      changes: ['/journeys', '/reports/numbers'],
      done: ({ deleted }, { name }) => (deleted ? `“${name}” is deleted.` : `“${name}” is archived.`),
    }),
    share: useApiMutation({
      mutate: ({ id, shared }: WhichJourney & { shared: boolean }) =>
        api.patch('/journeys/{id}', { params: { path: { id } }, body: { shared } }),
      changes: JOURNEY_PATHS,
      done: (_answer, { name, shared }) =>
        shared ? `Everybody can use “${name}”.` : `Only you, managers and admins see “${name}”.`,
    }),
    discard: useApiMutation({
      mutate: (journey: WhichJourney) => api.delete('/journeys/{id}/draft', path(journey)),
      changes: JOURNEY_PATHS,
      done: 'The draft is thrown away.',
    }),
    exportFile: useApiMutation({
      mutate: ({ id, version }: WhichJourney) =>
        api.get('/journeys/{id}/file', {
          params: { path: { id }, query: { draft: version === 0 } },
          parseAs: 'text',
        }),
      onDone: (text, { name }) =>
        saveFile({
          name: `${name.replaceAll(/[\\/:*?"<>|]/g, '-')}.yaml`,
          text: String(text),
          type: 'application/yaml',
        }),
    }),
    open: (journeyId: string) => navigate({ to: '/journeys/$journeyId', params: { journeyId } }),
    leave: () => navigate({ to: '/journeys' }),
  }
}
