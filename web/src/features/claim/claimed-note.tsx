import { Button, Stack, Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { CopyText } from '#ui/copy-text.tsx'
import { NarrowPage } from '#ui/narrow-page.tsx'
import type { Claimed } from './claim-api.ts'

/** After the claim: the key, shown this once, and the way into the app. */
export const ClaimedNote = ({ apiKey, email }: Claimed) => (
  <NarrowPage
    title="Cadenza is yours"
    about={`Signed in as ${email}. The link that brought you here works no more.`}
    width={520}
  >
    <Stack>
      <div>
        <Text fw={550} size="sm" mb={4}>
          Your API key
        </Text>
        <CopyText text={apiKey} label="API key" />
        <Text c="dimmed" size="sm" mt={6}>
          Programs call Cadenza with it. It is shown this once; you can make others in the settings.
        </Text>
      </div>
      <Button size="md" renderRoot={(props) => <Link to="/" {...props} />}>
        Go on
      </Button>
    </Stack>
  </NarrowPage>
)
