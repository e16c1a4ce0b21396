import { Anchor, Badge, Group, Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { ItemOf } from '#api/index.ts'
import { personName } from '#features/prospect/person-name.ts'
import { PROSPECT_STATUSES, StateBadge } from '#ui/badges/index.ts'
import type { Column } from '#ui/data-table/index.ts'
import { Time } from '#ui/time/index.ts'
import { customField, FIELDS, fieldLabel } from './field-conditions.ts'
import classes from './prospects.module.css'
import type { Sort } from './prospects-search.ts'

export type Prospect = ItemOf<'/prospects'>

/** Columns shown until somebody chooses others. */
export const USUAL_COLUMNS = ['company', 'title', 'status', 'tags', 'lastContactedAt', 'createdAt']

const OWN = {
  status: 'Status',
  tags: 'Tags',
  list: 'List',
  owner: 'Owner',
  lastContactedAt: 'Last contacted',
  lastInteractionAt: 'Last activity',
  createdAt: 'Added',
} as const

/** All columns that can be shown, by their labels. */
export const allColumns = (customFields: readonly string[]): { key: string; label: string }[] => [
  ...Object.entries(OWN).map(([key, label]) => ({ key, label })),
  ...Object.entries(FIELDS).map(([key, label]) => ({ key, label })),
  ...customFields.map((name) => ({ key: customField(name), label: name })),
]

type Sorting = { sort: Sort; onSort(sort: Sort): void }

const sortBy = ({ sort, onSort }: Sorting, key: 'email' | 'createdAt' | 'lastInteractionAt') => ({
  direction: sort === key ? ('ascending' as const) : sort === `-${key}` ? ('descending' as const) : null,
  onSort: () =>
    onSort(sort === `-${key}` ? key : sort === key ? `-${key}` : key === 'email' ? key : `-${key}`),
})

/** The table's columns: who it is, then those that were chosen. */
export const prospectColumns = (chosen: readonly string[], sorting: Sorting): Column<Prospect>[] => [
  {
    key: 'person',
    header: 'Prospect',
    width: 250,
    sort: sortBy(sorting, 'email'),
    render: (prospect) => (
      <div className={classes.person}>
        <Anchor
          renderRoot={(props) => (
            <Link to="/prospects/$prospectId" params={{ prospectId: prospect.id }} {...props} />
          )}
          c="inherit"
          fw={550}
          size="sm"
          className={classes.cut}
        >
          {personName(prospect)}
        </Anchor>
        <Text size="xs" c="dimmed" className={classes.cut}>
          {prospect.email}
        </Text>
      </div>
    ),
  },
  ...chosen.map((key, index) => columnOf(key, index, sorting)),
]

const columnOf = (key: string, index: number, sorting: Sorting): Column<Prospect> => {
  const from = index === 0 ? 'xs' : index < 3 ? 'md' : 'lg'
  const label = Object.entries(OWN).find(([name]) => name === key)?.[1] ?? fieldLabel(key)
  const column = { key, header: label, from } as const
  switch (key) {
    case 'status':
      return {
        ...column,
        from: 'sm',
        width: 155,
        render: ({ status }) => <StateBadge {...PROSPECT_STATUSES[status]} />,
      }
    case 'tags':
      return { ...column, width: 120, render: ({ tags }) => <Tags tags={tags} /> }
    case 'lastContactedAt':
      return {
        ...column,
        width: 135,
        render: ({ lastContactedAt }) => <Time at={lastContactedAt} none="Never" />,
      }
    case 'lastInteractionAt':
      return {
        ...column,
        width: 130,
        sort: sortBy(sorting, key),
        render: ({ lastInteractionAt }) => <Time at={lastInteractionAt} />,
      }
    case 'createdAt':
      return {
        ...column,
        width: 120,
        sort: sortBy(sorting, key),
        render: ({ createdAt }) => <Time at={createdAt} />,
      }
    default:
      return { ...column, render: (prospect) => <Cell text={textOf(prospect, key)} /> }
  }
}

const Cell = ({ text }: { text: string | null }) => (
  <Text
    span
    size="sm"
    className={classes.cut}
    c={text === null ? 'dimmed' : undefined}
    title={text ?? undefined}
  >
    {text ?? '–'}
  </Text>
)

/** As many as a row has room for. */
const SHOWN_TAGS = 1

const Tags = ({ tags }: { tags: readonly string[] }) => (
  <Group gap={4} wrap="nowrap" className={classes.tags}>
    {tags.slice(0, SHOWN_TAGS).map((tag) => (
      <Badge key={tag} variant="default" radius="sm" tt="none" fw={450} size="sm">
        {tag}
      </Badge>
    ))}
    {tags.length > SHOWN_TAGS && (
      <Text span size="xs" c="dimmed" title={tags.slice(SHOWN_TAGS).join(', ')}>
        +{tags.length - SHOWN_TAGS}
      </Text>
    )}
  </Group>
)

/** What stands in a column of text; a custom field is named as in conditions. */
const textOf = (prospect: Prospect, key: string): string | null => {
  const custom = Object.entries(prospect.customFields).find(([name]) => customField(name) === key)
  if (custom) return custom[1]
  const value = Object.entries(prospect).find(([name]) => name === key)?.[1]
  return typeof value === 'string' ? value : null
}
