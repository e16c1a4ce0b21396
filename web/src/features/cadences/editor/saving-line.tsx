import { useQueryClient } from '@tanstack/react-query'
import { SavingFailed } from '#features/sequences/saving-failed.tsx'
import { SavingSign } from '#features/sequences/saving-sign.tsx'
import { cadenceQuery, useSaving } from './use-draft.ts'

/** Whether the draft of the cadence is safe. */
export const SavingLine = () => <SavingSign state={useSaving().saving.state} />

/** What to do where it could not be saved. */
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
