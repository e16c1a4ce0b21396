import { Modal } from '@mantine/core'
import { useState } from 'react'
import { BackupCodes } from './backup-codes.tsx'
import { PasswordDialog } from './password-dialog.tsx'
import { readCodes } from './read-answer.ts'

/** New backup codes in place of those before. */
export const RenewCodesDialog = ({ onClose }: { onClose(): void }) => {
  const [codes, setCodes] = useState<string[] | null>(null)
  if (codes === null)
    return (
      <PasswordDialog
        title="New backup codes"
        text="The codes that you have will work no more."
        confirm="Make new codes"
        path="/two-factor/generate-backup-codes"
        onClose={onClose}
        onAnswer={(answer) => setCodes(readCodes(answer))}
      />
    )
  return (
    <Modal opened onClose={onClose} title="Your backup codes">
      <BackupCodes codes={codes} onDone={onClose} />
    </Modal>
  )
}
