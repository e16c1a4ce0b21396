import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { apiQuery } from '#api/index.ts'
import { useNow } from '#ui/time/index.ts'
import { type Days, daysOfPreset, PRESET_LABELS, todayIn } from './report-range.ts'
import type { ReportSearchChange } from './report-search.ts'

const DEFAULT_RANGE = '30d'

/** What the address asks for: the days in the company's zone, and the rest as it stands. */
export const useReport = () => {
  const search = useSearch({ from: '/app/reports' })
  const navigate = useNavigate()
  const settings = useQuery({ ...apiQuery('/settings'), staleTime: 60_000 })
  const zone = settings.data?.zone
  const now = useNow()
  const preset = search.from || search.to ? undefined : (search.range ?? DEFAULT_RANGE)
  const days: Days | undefined = preset
    ? zone === undefined
      ? undefined
      : daysOfPreset(preset, todayIn(zone, now))
    : { ...(search.from && { from: search.from }), ...(search.to && { to: search.to }) }
  return {
    search,
    zone,
    preset,
    /** Undefined until the zone is known. */
    days,
    settings,
    /** For names of files. */
    rangeName: preset
      ? PRESET_LABELS[preset].toLowerCase().replaceAll(' ', '-')
      : `${search.from ?? ''}-${search.to ?? ''}`,
    change: (change: ReportSearchChange) =>
      void navigate({ to: '.', search: (before) => ({ ...before, ...change }), resetScroll: false }),
  }
}
