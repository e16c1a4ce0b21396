import { Anchor, Group, Select, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { api, apiQuery, useApiMutation } from '#api/index.ts'
import { PROSPECT_STATUSES, StateBadge } from '#ui/badges/index.ts'
import type { Thread } from '../types.ts'

/** Who it is, how he stands, what he is in; and the outcome, which is marked here. */
export const ProspectStrip = ({ prospect }: Pick<Thread, 'prospect'>) => {
  const which = { params: { path: { prospect: prospect.id } } }
  const { data: runs } = useQuery(apiQuery('/prospects/{prospect}/enrolments', which))
  const { data: settings } = useQuery({ ...apiQuery('/settings'), staleTime: 60_000 })
  const outcomes = [...new Set((settings?.taskOutcomes ?? []).map(({ label }) => label))]
  const mark = useApiMutation({
    mutate: (outcome: string | null) => api.patch('/prospects/{prospect}', { ...which, body: { outcome } }),
    changes: ['/threads', '/prospects'],
    done: 'The outcome is marked.',
  })
  const known = prospect.outcome !== null && !outcomes.includes(prospect.outcome) ? [prospect.outcome] : []
  const [run] = runs?.items ?? []
  return (
    <Group justify="space-between" gap="sm" align="flex-start">
      <Stack gap={2} miw={0}>
        <Group gap="xs">
          <Anchor
            size="sm"
            fw={600}
            renderRoot={(props) => (
              <Link to="/prospects/$prospectId" params={{ prospectId: prospect.id }} {...props} />
            )}
          >
            {prospect.name ?? prospect.email}
          </Anchor>
          <StateBadge {...PROSPECT_STATUSES[prospect.status]} />
        </Group>
        <Text size="xs" c="dimmed">
          {[prospect.company, prospect.name === null ? null : prospect.email].filter(Boolean).join(' · ')}
        </Text>
        {run && (
          <Text size="xs" c="dimmed">
            {run.sequence.name}: {run.statusLabel}
          </Text>
        )}
      </Stack>
      <Select
        size="xs"
        w={190}
        aria-label="Outcome of the prospect"
        placeholder="Mark an outcome"
        clearable
        value={prospect.outcome}
        disabled={mark.isPending}
        onChange={(outcome) => mark.mutate(outcome)}
        data={[...known, ...outcomes]}
      />
    </Group>
  )
}
