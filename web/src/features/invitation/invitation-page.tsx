import { Alert, Loader } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { sentenceOf } from '#api/index.ts'
import { NarrowPage } from '#ui/narrow-page.tsx'
import { AcceptAsNew } from './accept-as-new.tsx'
import { AcceptSignedIn } from './accept-signed-in.tsx'
import { invitationQuery, ROLE_WORDS } from './invitation.ts'

/** Where the link of an invitation leads. */
export const InvitationPage = () => {
  const { id } = useParams({ from: '/invitation/$id' })
  const invitation = useQuery(invitationQuery(id))
  if (invitation.isPending)
    return (
      <NarrowPage title="Your invitation">
        <Loader aria-label="Loading" />
      </NarrowPage>
    )
  if (invitation.error)
    return (
      <NarrowPage title="This link does not work">
        <Alert color="red" role="alert">
          {sentenceOf(invitation.error)}
        </Alert>
      </NarrowPage>
    )
  const { company, invitedBy, role, email, hasAccount } = invitation.data
  return (
    <NarrowPage
      title={`Join ${company}`}
      about={`${invitedBy} invites you, ${email}, to work with ${company} in Cadenza as ${ROLE_WORDS[role]}.`}
    >
      {hasAccount ? <AcceptSignedIn token={id} email={email} /> : <AcceptAsNew token={id} email={email} />}
    </NarrowPage>
  )
}
