import { Button, Group, Text } from '@mantine/core'
import { useApiMutation } from '#api/index.ts'
import { goToCompany } from '#app/go-to-company.ts'
import { useSession } from '#app/session.ts'
import classes from './demo-banner.module.css'

/** Says, in the demo, that it is one, and how to leave it. */
export const DemoBanner = () => {
  const { company, companies } = useSession()
  const own = companies.find(({ demo }) => !demo)
  const leave = useApiMutation({
    mutate: goToCompany,
  })
  if (!company.demo) return null
  return (
    <Group role="note" className={classes.banner} justify="space-between" gap="xs" mb="md">
      <Text size="xs">
        {own
          ? `You are looking around in ${company.name}, an invented company. Its mailboxes cannot send.`
          : `${company.name} is an invented company in a simulated world. No mail leaves this machine.`}
      </Text>
      {own && (
        <Button size="compact-xs" variant="default" onClick={() => leave.mutate(own.companyId)}>
          Back to {own.name}
        </Button>
      )}
    </Group>
  )
}
