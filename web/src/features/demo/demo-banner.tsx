import { Alert, Button, Group, Text } from '@mantine/core'
import { useApiMutation } from '#api/index.ts'
import { goToCompany } from '#app/go-to-company.ts'
import { useSession } from '#app/session.ts'

/** Says, in the demo, that it is one, and how to leave it. */
export const DemoBanner = () => {
  const { company, companies } = useSession()
  const own = companies.find(({ demo }) => !demo)
  const leave = useApiMutation({
    mutate: goToCompany,
  })
  if (!company.demo) return null
  return (
    <Alert color="accent" variant="light" mb="lg" role="note" p="sm">
      <Group justify="space-between" gap="sm">
        <Text size="sm">
          {own
            ? `You are looking around in ${company.name}, an invented company. Its mailboxes cannot send.`
            : `${company.name} is an invented company in a simulated world. No mail leaves this machine.`}
        </Text>
        {own && (
          <Button size="xs" variant="default" onClick={() => leave.mutate(own.companyId)}>
            Back to {own.name}
          </Button>
        )}
      </Group>
    </Alert>
  )
}
