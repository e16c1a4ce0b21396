import { Alert, Button, Stack, Text } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { ApiError, sentenceOf } from '#api/index.ts'
import { acceptInvitation } from './invitation.ts'

/** Of somebody who belongs to another company too: he joins as who he is signed in. */
export const AcceptSignedIn = ({ token, email }: { token: string; email: string }) => {
  const navigate = useNavigate()
  const queries = useQueryClient()
  const accept = useMutation({
    mutationFn: () => acceptInvitation(token, {}),
    onSuccess: async () => {
      queries.clear()
      await navigate({ to: '/' })
    },
  })
  const isSignedOut = accept.error instanceof ApiError && accept.error.field === 'password'
  return (
    <Stack>
      {accept.error && (
        <Alert color={isSignedOut ? 'orange' : 'red'} role="alert">
          {isSignedOut ? `Sign in as ${email} first; then you come back here.` : sentenceOf(accept.error)}
        </Alert>
      )}
      <Text size="sm">You have an account already. You keep it, and can switch between the companies.</Text>
      {isSignedOut ? (
        <Button
          size="md"
          renderRoot={(props) => <Link to="/sign-in" search={{ to: `/invitation/${token}` }} {...props} />}
        >
          Sign in
        </Button>
      ) : (
        <Button size="md" loading={accept.isPending} onClick={() => accept.mutate()}>
          Join
        </Button>
      )}
    </Stack>
  )
}
