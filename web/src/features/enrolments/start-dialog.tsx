import { Modal } from '@mantine/core'
import { lazy, Suspense } from 'react'
import { countOf } from '#ui/numbers.ts'
import { LoadingRows } from '#ui/states/index.ts'
import type { StartFormProps } from './start-form.tsx'
import type { StartProspects } from './types.ts'

type Props = StartFormProps & { opened: boolean }

const StartForm = lazy(async () => ({ default: (await import('./start-form.tsx')).StartForm }))

/** Starts prospects in a cadence or journey, after showing what would come of it. */
export const StartDialog = ({ opened, onClose, ...rest }: Props) => (
  <Modal opened={opened} onClose={onClose} title={titleOf(rest.prospects)} size="xl">
    <Suspense fallback={<LoadingRows rows={4} />}>
      <StartForm {...rest} onClose={onClose} />
    </Suspense>
  </Modal>
)

const titleOf = (prospects: StartProspects): string =>
  'listId' in prospects
    ? 'Start everybody in the list'
    : `Start ${countOf(prospects.prospectIds.length, 'prospect')}`
