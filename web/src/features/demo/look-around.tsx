import { Button, Group, Progress, Text } from '@mantine/core'
import { IconCompass } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { api, apiQuery, sentenceOf, useApiMutation } from '#api/index.ts'
import { goToCompany } from '#app/go-to-company.ts'
import { Section } from '#ui/section.tsx'
import { RemoveDemo } from './remove-demo.tsx'

/** An invented company to look around in before there is anything of one's own; for admins. */
export const LookAround = () => {
  const { data, error } = useQuery({
    ...apiQuery('/demo'),
    refetchInterval: ({ state }) => (state.data?.state === 'preparing' ? 1_000 : false),
  })
  const prepare = useApiMutation({
    mutate: () => api.post('/demo'),
    changes: ['/demo'],
    onDone: ({ state, companyId }) => {
      if (state === 'ready' && companyId !== null) void goToCompany(companyId)
    },
  })
  const isPreparing = data?.state === 'preparing'
  return (
    <Section
      title="Or look around first"
      about="An invented company with a month behind it: cadences, answers, tasks, reports. Its mailboxes cannot send, and it goes with one click."
    >
      {isPreparing && (
        <div role="status">
          <Progress value={data.percent} mb="xs" aria-label="The demo is being made" />
          <Text size="sm" c="dimmed">
            A month is being simulated; it takes about a minute. You can go on meanwhile.
          </Text>
        </div>
      )}
      {data?.trouble && (
        <Text size="sm" c="red" mb="sm" role="alert">
          {data.trouble}
        </Text>
      )}
      {error && (
        <Text size="sm" c="red" mb="sm" role="alert">
          {sentenceOf(error)}
        </Text>
      )}
      {!isPreparing && (
        <Group>
          <Button
            variant="default"
            leftSection={<IconCompass size={16} />}
            loading={prepare.isPending}
            onClick={() => prepare.mutate()}
          >
            {data?.state === 'ready' ? 'Enter the demo' : 'Make the demo'}
          </Button>
          <RemoveDemo />
        </Group>
      )}
    </Section>
  )
}
