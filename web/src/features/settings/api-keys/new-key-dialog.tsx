import { Modal } from '@mantine/core'
import { useState } from 'react'
import { MadeKey } from './made-key.tsx'
import { type Made, NewKeyForm } from './new-key-form.tsx'

/** Asks for what a key needs, then shows it, this once. */
export const NewKeyDialog = ({ onClose }: { onClose(): void }) => {
  const [made, setMade] = useState<Made | null>(null)
  return (
    <Modal
      opened
      onClose={onClose}
      title={made ? 'Your new key' : 'New API key'}
      closeOnClickOutside={made === null}
    >
      {made ? <MadeKey made={made} onDone={onClose} /> : <NewKeyForm onMade={setMade} onCancel={onClose} />}
    </Modal>
  )
}
