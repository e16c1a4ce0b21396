import { Alert, Button, Text } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconHandStop } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { apiQuery } from '#api/index.ts'
import { useHasRole } from '#app/session.ts'
import { formatInstant } from '#ui/time/index.ts'
import { ConfirmSending } from './confirm-sending.tsx'

/** After a restore from a backup no mail leaves until an admin has looked: says so, and leads to the look. */
export const SendingHeld = () => {
  const { data } = useQuery(apiQuery('/sending'))
  const isAdmin = useHasRole('admin')
  const [isOpen, dialog] = useDisclosure()
  if (!data?.held) return null
  const backupAt = formatInstant(data.held.backupAt)
  return (
    <Alert color="orange" variant="light" icon={<IconHandStop />} title="Sending is held">
      <Text size="sm">
        This installation was restored from the backup of {backupAt}. What was sent after it is not known
        here, so no mail leaves until {isAdmin ? 'you have' : 'an admin has'} looked and confirmed.
      </Text>
      {isAdmin && (
        <Button mt="sm" onClick={dialog.open}>
          Look and confirm
        </Button>
      )}
      <ConfirmSending isOpen={isOpen} onClose={dialog.close} />
    </Alert>
  )
}
