import { Text } from '@mantine/core'
import type { ItemOf } from '#api/index.ts'
import type { Column } from '#ui/data-table/index.ts'
import { formatInstant } from '#ui/time/index.ts'
import { wordsOf } from './audit-words.ts'

type Entry = ItemOf<'/audit-log'>

export const auditColumns = (nameOf: (userId: string) => string): Column<Entry>[] => [
  {
    key: 'what',
    header: 'What',
    render: (entry) => {
      const { done, about } = wordsOf(entry, nameOf)
      return (
        <>
          <Text size="sm" fw={500} truncate>
            {done}
          </Text>
          {about && (
            <Text size="xs" c="dimmed" truncate title={about}>
              {about}
            </Text>
          )}
        </>
      )
    },
  },
  {
    key: 'who',
    header: 'Who',
    width: '28%',
    render: ({ email, keyId }) => (
      <>
        <Text size="sm" truncate>
          {email ?? 'The command line'}
        </Text>
        {keyId !== null && (
          <Text size="xs" c="dimmed">
            by an API key
          </Text>
        )}
      </>
    ),
  },
  { key: 'from', header: 'From', width: 130, from: 'lg', render: ({ address }) => address ?? '–' },
  {
    key: 'at',
    header: 'When',
    width: 170,
    from: 'sm',
    render: ({ at }) => (
      <time dateTime={at} className="numbers">
        {formatInstant(at)}
      </time>
    ),
  },
]
