import { SegmentedControl, Select } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { apiQuery } from '#api/index.ts'
import { useSession } from '#app/session.ts'
import { useMembers } from '#app/use-members.ts'
import { KINDS } from './kinds.ts'
import classes from './tasks.module.css'
import { type SearchChange, TASK_KINDS, type TasksSearch } from './tasks-search.ts'

type Props = { search: TasksSearch; onChange(change: SearchChange): void }

/** By kind, by cadence, and for managers by whose they are. */
export const QueueFilters = ({ search, onChange }: Props) => {
  const { userId } = useSession()
  const { items: members } = useMembers()
  const cadences = useQuery(apiQuery('/cadences', { params: { query: { limit: 200 } } }))
  return (
    <div className={classes.filters}>
      <SegmentedControl
        aria-label="Kind of task"
        visibleFrom="sm"
        data={[
          { value: '', label: 'All' },
          ...TASK_KINDS.map((kind) => ({ value: kind, label: KINDS[kind].many })),
        ]}
        value={search.kind ?? ''}
        onChange={(kind) => onChange({ kind: TASK_KINDS.find((one) => one === kind) })}
      />
      <Select
        aria-label="Kind of task"
        hiddenFrom="sm"
        placeholder="All kinds"
        clearable
        data={TASK_KINDS.map((kind) => ({ value: kind, label: KINDS[kind].many }))}
        value={search.kind ?? null}
        onChange={(kind) => onChange({ kind: TASK_KINDS.find((one) => one === kind) })}
      />
      <Select
        aria-label="Cadence"
        placeholder="All cadences"
        clearable
        searchable
        w={{ sm: 220 }}
        data={(cadences.data?.items ?? []).map(({ id, name }) => ({ value: id, label: name }))}
        value={search.cadence ?? null}
        onChange={(cadence) => onChange({ cadence: cadence ?? undefined })}
      />
      {members.length > 1 && (
        <Select
          aria-label="Whose tasks"
          allowDeselect={false}
          w={{ sm: 200 }}
          data={[
            { value: userId, label: 'My tasks' },
            { value: 'all', label: "Everybody's" },
            ...members
              .filter((member) => member.userId !== userId)
              .map(({ userId: value, name, email }) => ({ value, label: name || email })),
          ]}
          value={search.whose ?? userId}
          onChange={(whose) => onChange({ whose: whose === null || whose === userId ? undefined : whose })}
        />
      )}
    </div>
  )
}
