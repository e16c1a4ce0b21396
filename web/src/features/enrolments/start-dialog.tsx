import { Modal } from '@mantine/core'
import { lazy, Suspense } from 'react'
import { countOf } from '#ui/numbers.ts'
import { LoadingRows } from '#ui/states/index.ts'
import type { StartFormProps } from './start-form.tsx'
import type { FilteredProspects, StartProspects } from './types.ts'

type Props = StartFormProps & { opened: boolean }

const StartForm = lazy(async () => ({ default: (await import('./start-form.tsx')).StartForm }))

/** Starts prospects in a cadence or journey, after showing what would come of it. */
export const StartDialog = ({ opened, ...form }: Props) => (
  <Modal opened={opened} onClose={form.onClose} title={titleOf(form.prospects)} size="xl">
    <Suspense fallback={<LoadingRows rows={4} />}>
      <StartForm {...form} />
    </Suspense>
  </Modal>
)

const titleOf = (prospects: StartProspects | FilteredProspects): string => {
  if ('listId' in prospects) return 'Start everybody in the list'
  if ('prospectIds' in prospects) return `Start ${countOf(prospects.prospectIds.length, 'prospect')}`
  return Object.keys(prospects.filter).length === 0 ? 'Start all prospects' : 'Start everybody who fits'
}
