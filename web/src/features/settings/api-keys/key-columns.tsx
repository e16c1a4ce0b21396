import { Button, Text } from '@mantine/core'
import { api, type ItemOf, useApiMutation } from '#api/index.ts'
import { StateBadge } from '#ui/badges/index.ts'
import { confirm } from '#ui/confirm.ts'
import type { Column } from '#ui/data-table/index.ts'
import { Time } from '#ui/time/index.ts'

type Key = ItemOf<'/api-keys'>

export const keyColumns = (nameOf: (userId: string) => string): Column<Key>[] => [
  {
    key: 'name',
    header: 'Name',
    render: ({ name, userId }) => (
      <>
        <Text size="sm" fw={500} truncate>
          {name}
        </Text>
        <Text size="xs" c="dimmed" truncate>
          {userId === null ? 'The company’s: speaks for any member' : nameOf(userId)}
        </Text>
      </>
    ),
  },
  {
    key: 'edition',
    header: 'Answers of',
    width: 128,
    from: 'sm',
    render: ({ edition }) => edition,
  },
  {
    key: 'created',
    header: 'Made',
    width: 130,
    from: 'lg',
    render: ({ createdAt }) => <Time at={createdAt} />,
  },
  {
    key: 'used',
    header: 'Last used',
    width: 130,
    from: 'sm',
    render: ({ lastUsedAt }) => <Time at={lastUsedAt} none="Not yet" />,
  },
  {
    key: 'end',
    header: '',
    label: 'Action',
    width: 112,
    render: (key) =>
      key.revokedAt === null ? <EndKey apiKey={key} /> : <StateBadge tone="quiet" label="Ended" />,
  },
]

const EndKey = ({ apiKey: { id, name } }: { apiKey: Key }) => {
  const end = useApiMutation({
    mutate: () => api.delete('/api-keys/{id}', { params: { path: { id } } }),
    changes: ['/api-keys'],
    done: `The key ${name} works no more.`,
  })
  const ask = () =>
    confirm({
      title: 'End this key?',
      text: `The next request with "${name}" fails, and nothing brings the key back. Programs that use it need a new one.`,
      confirm: 'End key',
      isDestructive: true,
      onConfirm: () => end.mutate(),
    })
  return (
    <Button variant="default" size="xs" loading={end.isPending} onClick={ask} aria-label={`End ${name}`}>
      End
    </Button>
  )
}
