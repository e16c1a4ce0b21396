import { useQuery } from '@tanstack/react-query'
import { apiQuery } from '#api/index.ts'
import type { Choice } from './use-choices.ts'

/** The steps of a cadence or journey at which somebody can stand; none while no one is chosen. */
export const useSteps = (sequenceId: string | undefined): Choice[] => {
  const report = useQuery({
    ...apiQuery('/reports/steps', { params: { query: { sequenceId: sequenceId ?? '' } } }),
    enabled: sequenceId !== undefined,
  })
  return (report.data?.steps ?? []).map(({ id, number, title }) => ({
    value: id,
    label: number === null ? `Removed step: ${title}` : `Step ${number}: ${title}`,
  }))
}
