import { Skeleton, Switch } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { api, apiQuery, useApiMutation } from '#api/index.ts'
import { useSession } from '#app/session.ts'
import { Section } from '#ui/section.tsx'

/** Whether everybody needs a second factor. */
export const RequireTwoFactor = () => {
  const settings = useQuery(apiQuery('/settings'))
  const { secondFactor } = useSession()
  const change = useApiMutation({
    mutate: (requireTwoFactor: boolean) => api.patch('/settings', { body: { requireTwoFactor } }),
    changes: ['/settings', '/me'],
    done: (_answer, isOn) =>
      isOn ? 'Everybody needs a second factor now.' : 'A second factor is everybody’s own choice now.',
  })
  return (
    <Section title="Second factor">
      {settings.data ? (
        <Switch
          label="Everybody needs a second factor"
          description={
            secondFactor.on
              ? 'Whoever has none is let in only to set one up. API keys are not concerned.'
              : 'Set up your own first, under Security: else you would lock yourself out of these pages.'
          }
          disabled={!secondFactor.on && !settings.data.requireTwoFactor}
          checked={settings.data.requireTwoFactor}
          onChange={({ currentTarget }) => change.mutate(currentTarget.checked)}
        />
      ) : (
        <Skeleton height={40} />
      )}
    </Section>
  )
}
