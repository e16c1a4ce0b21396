import { Anchor, Code, Skeleton, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { NarrowPage } from '#ui/narrow-page.tsx'
import { FailedState } from '#ui/states/index.ts'
import { type Claimed, stateOfClaim } from './claim-api.ts'
import { ClaimForm } from './claim-form.tsx'
import { ClaimedNote } from './claimed-note.tsx'

/** Behind the link that the server prints at its first start: whoever opens it becomes the first user. */
export const ClaimPage = () => {
  const { token = '' } = useSearch({ from: '/claim' })
  const [claimed, setClaimed] = useState<Claimed | null>(null)
  const { data, error, refetch } = useQuery({ ...stateOfClaim(token), enabled: claimed === null })

  if (claimed) return <ClaimedNote {...claimed} />
  if (error)
    return (
      <NarrowPage title="Set up this instance">
        <FailedState isSmall error={error} onRetry={() => void refetch()} />
      </NarrowPage>
    )
  if (data === undefined)
    return (
      <NarrowPage title="Set up this instance">
        <Skeleton height={320} />
      </NarrowPage>
    )
  if (data === 'open')
    return (
      <NarrowPage
        title="Set up this instance"
        about="You are its first user and its administrator. This page works once."
      >
        <ClaimForm token={token} onClaimed={setClaimed} />
      </NarrowPage>
    )
  return data === 'claimed' ? (
    <NarrowPage title="This instance has been claimed">
      <Stack gap="sm">
        <Text size="sm">Somebody has set it up already, so this link works no more.</Text>
        <Text size="sm">
          If it was you, <Anchor renderRoot={(props) => <Link to="/sign-in" {...props} />}>sign in</Anchor>.
          Otherwise ask your administrator to invite you.
        </Text>
      </Stack>
    </NarrowPage>
  ) : (
    <NarrowPage title="This link is not valid">
      <Stack gap="sm">
        <Text size="sm">
          Copy the whole link that the server printed when it started, up to its last character. On the
          server, this command does the same:
        </Text>
        <Code block>npm run -s cadenza -- user add --company NAME --email YOU</Code>
      </Stack>
    </NarrowPage>
  )
}
