import { useQueryClient } from '@tanstack/react-query'
import { SavingFailed } from '#features/sequences/saving-failed.tsx'
import { type JourneyStore, journeyQuery, useEditing } from './use-journey-store.ts'

/** What to do where the draft of a journey could not be saved. */
export const JourneyNotSaved = ({ store, journeyId }: { store: JourneyStore; journeyId: string }) => {
  const { saving } = useEditing(store)
  const queries = useQueryClient()
  return (
    <SavingFailed
      saving={saving}
      noun="journey"
      onTheirs={async () =>
        store.takeTheirs(await queries.fetchQuery({ ...journeyQuery(journeyId), staleTime: 0 }))
      }
      onMine={store.overwrite}
      onRetry={store.flush}
    />
  )
}
