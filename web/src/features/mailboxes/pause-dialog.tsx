import { Modal } from '@mantine/core'
import { lazy, Suspense } from 'react'
import { LoadingRows } from '#ui/states/index.ts'
import type { Mailbox } from './types.ts'

/** Its calendar is dear, and wanted before a holiday. */
const PauseForm = lazy(async () => ({ default: (await import('./pause-form.tsx')).PauseForm }))

type Props = { mailbox: Mailbox; isOpen: boolean; onClose(): void }

/** Pauses a mailbox, for a holiday until its last day is over, or until somebody resumes it. */
export const PauseDialog = ({ mailbox, isOpen, onClose }: Props) => (
  <Modal opened={isOpen} onClose={onClose} title={`Pause ${mailbox.address}`}>
    <Suspense fallback={<LoadingRows rows={2} />}>
      <PauseForm mailbox={mailbox} onClose={onClose} />
    </Suspense>
  </Modal>
)
