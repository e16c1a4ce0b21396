import { api, type PathOf, useApiMutation } from '#api/index.ts'
import { offerUndo } from '#ui/undo.tsx'
import type { Run } from '../types.ts'

type Verb = 'pause' | 'resume' | 'stop'
type Action = { verb: Verb; run: Run; until?: string | null }

const CHANGES: readonly PathOf<'get'>[] = ['/prospects', '/cadences', '/journeys', '/tasks']

const act = (prospectId: string, { verb, run, until }: Action) => {
  const prospectIds = [prospectId]
  const { id, kind } = run.sequence
  if (kind === 'journey') {
    const params = { path: { id } }
    if (verb === 'pause')
      return api.post('/journeys/{id}/enrolments/pause', {
        params,
        body: { prospectIds, until: until ?? null },
      })
    const path = verb === 'stop' ? '/journeys/{id}/enrolments/stop' : '/journeys/{id}/enrolments/resume'
    return api.post(path, { params, body: { prospectIds } })
  }
  const scope = { prospectIds, cadenceId: id }
  if (verb === 'pause') return api.post('/enrolments/pause', { body: { ...scope, until: until ?? null } })
  return api.post(verb === 'stop' ? '/enrolments/stop' : '/enrolments/resume', { body: scope })
}

const DONE: Readonly<Record<Verb, string>> = { pause: 'Paused in', resume: 'Goes on in', stop: 'Stopped in' }

/** Pauses, resumes and stops a run of the prospect; a pause and a stop can be undone, which lets it go on. */
export const useRunActions = (prospectId: string) => {
  const resume = useApiMutation({
    mutate: (run: Run) => act(prospectId, { verb: 'resume', run }),
    changes: CHANGES,
    done: (_answer, run) => `${DONE.resume} ${run.sequence.name}.`,
  })
  const halt = useApiMutation({
    mutate: (action: Action & { verb: 'pause' | 'stop' }) => act(prospectId, action),
    changes: CHANGES,
    onDone: (_answer, { verb, run }) =>
      offerUndo({ message: `${DONE[verb]} ${run.sequence.name}.`, onUndo: () => resume.mutate(run) }),
  })
  return {
    isBusy: resume.isPending || halt.isPending,
    resume: (run: Run) => resume.mutate(run),
    stop: (run: Run) => halt.mutate({ verb: 'stop', run }),
    /** Without a moment until it is resumed. */
    pause: (run: Run, until: string | null) => halt.mutate({ verb: 'pause', run, until }),
  }
}
