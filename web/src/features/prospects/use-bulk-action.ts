import { notifications } from '@mantine/notifications'
import { useState } from 'react'
import type { ApiPaths } from '#api/client.ts'
import { type AnswerOf, api, useApiMutation } from '#api/index.ts'
import { countOf, formatNumber } from '#ui/numbers.ts'
import { offerUndo } from '#ui/undo.tsx'
import type { Filter } from './prospects-search.ts'

export type BulkAction =
  ApiPaths['/bulk-actions']['post']['requestBody']['content']['application/json']['action']
export type BulkRun = AnswerOf<'post', '/bulk-actions'>
/** Whom it is done to. */
export type Chosen = { prospectIds: string[] } | { filter: Filter }

const CHANGES = [
  '/prospects',
  '/prospect-count',
  '/lists',
  '/tags',
  '/custom-fields',
  '/cadences',
  '/journeys',
  '/tasks',
] as const
const POLL_MILLISECONDS = 1000

/** Does things to many prospects: shows how far it is, says what came of it, and offers the undo. */
export const useBulkAction = ({ onDone }: { onDone(): void }) => {
  const [progress, setProgress] = useState<BulkRun | null>(null)
  const undo = useApiMutation({
    mutate: async (id: string) =>
      untilDone(await api.post('/bulk-actions/{id}/undo', { params: { path: { id } } }), () => {}),
    changes: CHANGES,
    done: ({ restored }) => `Undone for ${countOf(restored, 'prospect')}.`,
  })
  const start = useApiMutation({
    mutate: async ({ action, chosen }: { action: BulkAction; chosen: Chosen }) =>
      untilDone(await api.post('/bulk-actions', { body: { action, ...chosen } }), setProgress),
    changes: CHANGES,
    onDone: (run) => {
      setProgress(null)
      onDone()
      const message = sentenceOf(run)
      if (run.state === 'failed') notifications.show({ color: 'red', message, autoClose: 10_000 })
      else if (run.undoUntil !== null && run.changed > 0)
        offerUndo({ message, onUndo: () => undo.mutate(run.id) })
      else notifications.show({ message })
    },
    onFailed: () => {
      setProgress(null)
      return false
    },
  })
  return { start, progress }
}

/** Looks at what goes on in the background until it has ended. */
const untilDone = async (begun: BulkRun, show: (run: BulkRun) => void): Promise<BulkRun> => {
  let run = begun
  while (run.state === 'running' || run.state === 'undoing') {
    show(run)
    await new Promise((resolve) => setTimeout(resolve, POLL_MILLISECONDS))
    run = await api.get('/bulk-actions/{id}', { params: { path: { id: run.id } } })
  }
  return run
}

/** What an action did, in a sentence, with the reason of the most who were refused. */
export const sentenceOf = ({ kind, state, error, changed, refused, refusals }: BulkRun): string => {
  if (state === 'failed') return error ?? 'It could not be done.'
  const [most] = Object.entries(refusals).toSorted(([, a], [, b]) => b - a)
  const [reason, count = 0] = most ?? []
  const ofThem = count < refused ? `, ${formatNumber(count)} of them` : ''
  const not = refused === 0 ? '' : ` ${countOf(refused, 'was', 'were')} not${ofThem}: ${reason}`
  return `${countOf(changed, 'prospect')} ${DONE[kind] ?? 'changed'}.${not}`
}

const DONE: Readonly<Record<string, string>> = {
  add_tags: 'tagged',
  remove_tags: 'lost the tags',
  set_list: 'moved',
  set_owner: 'handed over',
  set_field: 'changed',
  start: 'started',
  stop: 'stopped',
  pause: 'paused',
  resume: 'resumed',
  unsubscribe: 'unsubscribed',
  do_not_contact: 'marked as not to be contacted',
  delete: 'deleted',
}
