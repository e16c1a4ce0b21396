import { useNavigate } from '@tanstack/react-router'
import type { SequenceKind } from './types.ts'

/** Leads to the page of one cadence or journey, or to the list of them. */
export const useOpenSequence = (kind: SequenceKind) => {
  const navigate = useNavigate()
  return {
    open: (id: string): Promise<void> =>
      kind === 'cadence'
        ? navigate({ to: '/cadences/$cadenceId', params: { cadenceId: id } })
        : navigate({ to: '/journeys/$journeyId', params: { journeyId: id } }),
    openList: (): Promise<void> => navigate({ to: kind === 'cadence' ? '/cadences' : '/journeys' }),
  }
}
