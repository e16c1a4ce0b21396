import { Alert, Anchor, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { apiQuery } from '#api/index.ts'
import { Section } from '#ui/section.tsx'
import { formatInstant } from '#ui/time/index.ts'

/** Whether mails leave, or wait for somebody to confirm after a restore. */
export const SendingHold = () => {
  const sending = useQuery(apiQuery('/sending'))
  if (!sending.data) return null
  const { held } = sending.data
  return (
    <Section title="Sending">
      {held === null ? (
        <Text size="sm">Mails leave as cadences, journeys and mailboxes say.</Text>
      ) : (
        <Alert color="orange" title="Held after a restore">
          Restored {formatInstant(held.restoredAt)} from a backup of {formatInstant(held.backupAt)}. Look at
          what may go twice and let mails leave again on{' '}
          <Anchor renderRoot={(props) => <Link to="/" {...props} />} inherit underline="always">
            the first page
          </Anchor>
          .
        </Alert>
      )}
    </Section>
  )
}
