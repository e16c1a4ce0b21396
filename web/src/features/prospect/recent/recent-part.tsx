import { Anchor, Group, Text, Title } from '@mantine/core'
import type { UseQueryResult } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { ApiError } from '#api/index.ts'
import { FailedState, LoadingRows } from '#ui/states/index.ts'
import type { ProspectSearch } from '../prospect-search.ts'

type Props = {
  title: string
  query: Pick<UseQueryResult, 'isPending' | 'error' | 'refetch'>
  /** Stands for no children. */
  none: string
  /** Leads to all of them on the prospect's page. */
  all: { label: string; prospectId: string; search: ProspectSearch } | null
  children: ReactNode
}

/** A few things of a prospect's page, shown elsewhere. Nothing where he is not the user's to see, as for whoever has only his task. */
export const RecentPart = ({ title, query, none, all, children }: Props) => {
  const { error, isPending, refetch } = query
  if (error instanceof ApiError && error.status === 404) return null
  return (
    <div>
      <Group justify="space-between" align="baseline" mb="sm">
        <Title order={3}>{title}</Title>
        {all && (
          <Anchor
            size="xs"
            renderRoot={(props) => (
              <Link
                to="/prospects/$prospectId"
                params={{ prospectId: all.prospectId }}
                search={all.search}
                {...props}
              />
            )}
          >
            {all.label}
          </Anchor>
        )}
      </Group>
      {isPending && <LoadingRows rows={2} height={32} />}
      {error && <FailedState isSmall error={error} onRetry={() => void refetch()} />}
      {children ||
        (!isPending && !error && (
          <Text size="sm" c="dimmed">
            {none}
          </Text>
        ))}
    </div>
  )
}
