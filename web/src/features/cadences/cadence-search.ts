import { type EnrolmentFilter, readEnrolmentFilter } from '#features/enrolments/enrolment-filter.ts'

export type CadenceTab = 'steps' | 'prospects' | 'settings'

export type CadenceSearch = EnrolmentFilter & {
  /** Absent: the steps. */
  tab?: Exclude<CadenceTab, 'steps'>
  /** The step that is edited, by its id or its key. */
  step?: string
  /** The published version, to read. */
  view?: 'published'
  /** Whom previews are shown for. */
  prospect?: string
}

export const readCadenceSearch = (search: Record<string, unknown>): CadenceSearch => ({
  ...(search.tab === 'prospects' || search.tab === 'settings' ? { tab: search.tab } : {}),
  ...(typeof search.step === 'string' && { step: search.step }),
  ...(search.view === 'published' && { view: 'published' }),
  ...(typeof search.prospect === 'string' && { prospect: search.prospect }),
  ...(search.tab === 'prospects' && readEnrolmentFilter(search)),
})
