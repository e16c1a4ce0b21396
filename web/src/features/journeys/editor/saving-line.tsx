import { useQueryClient } from '@tanstack/react-query'
import { SavingFailed } from '#features/sequences/saving-failed.tsx'
import { SavingSign } from '#features/sequences/saving-sign.tsx'
import type { JourneyStore } from './journey-store.ts'
import { journeyQuery, useEditing } from './use-journey-store.ts'

/** Whether the draft of the journey is safe. */
export const SavingLine = ({ store }: { store: JourneyStore }) => (
  <SavingSign state={useEditing(store).saving.state} />
)

/** What to do where it could not be saved. */
export const JourneyNotSaved = ({ store, journeyId }: { store: JourneyStore; journeyId: string }) => {
  const { saving } = useEditing(store)
  const queries = useQueryClient()
  return (
    <SavingFailed
      saving={saving}
      noun="journey"
      onTheirs={async () =>
        store.take(await queries.fetchQuery({ ...journeyQuery(journeyId), staleTime: 0 }), {
          evenIfEdited: true,
        })
      }
      onMine={store.overwrite}
      onRetry={store.flush}
    />
  )
}
