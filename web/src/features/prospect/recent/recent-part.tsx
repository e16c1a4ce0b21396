import { Anchor, Group, Text, Title } from '@mantine/core'
import type { UseQueryResult } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { FailedState, LoadingRows } from '#ui/states/index.ts'
import type { ProspectSearch } from '../prospect-search.ts'

type Props = {
  title: string
  query: Pick<UseQueryResult, 'isPending' | 'error' | 'refetch'>
  /** Stands for no children. */
  none: string
  /** Leads to all of them on the prospect's page; null: there are no more, or the page is not the user's to see. */
  all: { label: string; prospectId: string; search: ProspectSearch } | null
  children: ReactNode
}

/** A few things of a prospect's page, shown elsewhere. */
export const RecentPart = ({ title, query, none, all, children }: Props) => {
  const { error, isPending, refetch } = query
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
