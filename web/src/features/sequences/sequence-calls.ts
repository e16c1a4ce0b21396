import { api, type PathOf } from '#api/index.ts'
import type { Sequence, SequenceKind } from './types.ts'

type Change = { name?: string; shared?: boolean; ownerId?: string }

type Calls = {
  /** The list, and what else changes when one of it does. */
  paths: readonly [PathOf<'get'>, ...PathOf<'get'>[]]
  pause(id: string): Promise<Sequence>
  resume(id: string): Promise<Sequence>
  restore(id: string): Promise<Sequence>
  /** One that was never published is deleted. */
  archive(id: string): Promise<{ deleted: boolean }>
  duplicate(id: string): Promise<Sequence>
  change(id: string, change: Change): Promise<Sequence>
  discardDraft(id: string): Promise<Sequence>
  /** As a file; `draft`: what is edited, else what is published. */
  file(id: string, draft: boolean): Promise<string>
}

const of = (id: string) => ({ params: { path: { id } } })

/** What is done with cadences and journeys as a whole: the same, at paths of their own. */
export const SEQUENCE_CALLS: Readonly<Record<SequenceKind, Calls>> = {
  cadence: {
    paths: ['/cadences', '/reports/numbers'],
    pause: (id: string) => api.post('/cadences/{id}/pause', { ...of(id), body: {} }),
    resume: (id: string) => api.post('/cadences/{id}/resume', of(id)),
    archive: (id: string) => api.post('/cadences/{id}/archive', of(id)),
    restore: (id: string) => api.post('/cadences/{id}/restore', of(id)),
    duplicate: (id: string) => api.post('/cadences/{id}/duplicate', { ...of(id), body: {} }),
    change: (id: string, body: Change) => api.patch('/cadences/{id}', { ...of(id), body }),
    discardDraft: (id: string) => api.delete('/cadences/{id}/draft', of(id)),
    file: (id: string, draft: boolean) =>
      api.get('/cadences/{id}/file', { params: { path: { id }, query: { draft } }, parseAs: 'text' }),
  },
  journey: {
    paths: ['/journeys', '/reports/numbers'],
    pause: (id: string) => api.post('/journeys/{id}/pause', { ...of(id), body: {} }),
    resume: (id: string) => api.post('/journeys/{id}/resume', of(id)),
    archive: (id: string) => api.post('/journeys/{id}/archive', of(id)),
    restore: (id: string) => api.post('/journeys/{id}/restore', of(id)),
    duplicate: (id: string) => api.post('/journeys/{id}/duplicate', { ...of(id), body: {} }),
    change: (id: string, body: Change) => api.patch('/journeys/{id}', { ...of(id), body }),
    discardDraft: (id: string) => api.delete('/journeys/{id}/draft', of(id)),
    file: (id: string, draft: boolean) =>
      api.get('/journeys/{id}/file', { params: { path: { id }, query: { draft } }, parseAs: 'text' }),
  },
}
