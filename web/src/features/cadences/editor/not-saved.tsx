import { useQueryClient } from '@tanstack/react-query'
import { SavingFailed } from '#features/sequences/saving-failed.tsx'
import { cadenceQuery, useSaving } from './use-draft.ts'

/** What to do where the draft of a cadence could not be saved. */
export const CadenceNotSaved = ({ cadenceId }: { cadenceId: string }) => {
  const { store, saving } = useSaving()
  const queries = useQueryClient()
  return (
    <SavingFailed
      saving={saving}
      noun="cadence"
      onTheirs={async () =>
        store.takeTheirs(await queries.fetchQuery({ ...cadenceQuery(cadenceId), staleTime: 0 }))
      }
      onMine={store.overwrite}
      onRetry={store.flush}
    />
  )
}
