import { Modal } from '@mantine/core'
import { useState } from 'react'
import { BackupCodes } from './backup-codes.tsx'
import { PasswordDialog } from './password-dialog.tsx'
import { type Enrolment, readEnrolment } from './read-answer.ts'
import { ScanStep } from './scan-step.tsx'

/** The password, then the code to scan, then the first code of the app, then the backup codes. */
export const EnableDialog = ({ onClose }: { onClose(): void }) => {
  const [enrolment, setEnrolment] = useState<Enrolment | null>(null)
  const [isVerified, setVerified] = useState(false)
  if (enrolment === null)
    return (
      <PasswordDialog
        title="Set up a second factor"
        text="You need an authenticator app, such as Aegis, 1Password, Google Authenticator or Microsoft Authenticator."
        confirm="Go on"
        path="/two-factor/enable"
        onClose={onClose}
        onAnswer={(answer) => setEnrolment(readEnrolment(answer))}
      />
    )
  return (
    <Modal
      opened
      onClose={onClose}
      closeOnClickOutside={false}
      title={isVerified ? 'Your backup codes' : 'Set up a second factor'}
    >
      {isVerified ? (
        <BackupCodes codes={enrolment.codes} onDone={onClose} />
      ) : (
        <ScanStep enrolment={enrolment} onVerified={() => setVerified(true)} />
      )}
    </Modal>
  )
}
