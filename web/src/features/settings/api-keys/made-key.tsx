import { Alert, Button, Group, Stack, Text } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import { useSession } from '#app/session.ts'
import { CopyText } from '#ui/copy-text.tsx'
import type { Made } from './new-key-form.tsx'

/** The text of a key, and a first request with it. */
export const MadeKey = ({ made, onDone }: { made: Made; onDone(): void }) => {
  const { email } = useSession()
  return (
    <Stack>
      <Alert color="orange" icon={<IconAlertTriangle size={20} />}>
        Copy it now: it is shown this once, and nobody can read it again.
      </Alert>
      <CopyText text={made.apiKey} label="API key" />
      <div>
        <Text size="sm" mb={4}>
          Try it:
        </Text>
        <CopyText
          text={`curl -H 'x-api-key: ${made.apiKey}' ${window.location.origin}/apis/v1/user/${email}/lists`}
          label="request"
        />
      </div>
      <Group justify="flex-end">
        <Button onClick={onDone}>I have kept it</Button>
      </Group>
    </Stack>
  )
}
