import { Autocomplete, Select, Stack, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { apiQuery } from '#api/index.ts'
import type { Condition, Definition, EventTest } from '../types.ts'

type Props<Test> = {
  label: string
  test: Test
  onChange(test: Test): void
  nodes: Definition['nodes']
  isReadOnly: boolean
  /** By the last part of the place. */
  errorAt(place: string): string | undefined
}

const EVENTS = [
  { value: 'opened', label: 'He opened a mail' },
  { value: 'clicked', label: 'He clicked a link' },
  { value: 'replied', label: 'He replied' },
  { value: 'bounced', label: 'A mail came back' },
  { value: 'task', label: 'A task was done' },
] as const
const CONDITIONS = [
  ...EVENTS,
  { value: 'field', label: 'A field of his' },
  { value: 'tag', label: 'He has a tag' },
  { value: 'list', label: 'He is in a list' },
] as const

/** What a wait waits for. */
export const EventFields = (props: Props<EventTest>) => (
  <Stack gap="sm">
    <Select
      label={props.label}
      allowDeselect={false}
      data={EVENTS}
      value={props.test.of}
      onChange={(of) => {
        const found = EVENTS.find(({ value }) => value === of)
        if (found && found.value !== props.test.of) props.onChange(emptyEvent(found.value, props.nodes))
      }}
      readOnly={props.isReadOnly}
    />
    <EventDetails {...props} />
  </Stack>
)

/** What a question asks. */
export const ConditionFields = (props: Props<Condition>) => {
  const { test, onChange, nodes, isReadOnly } = props
  return (
    <Stack gap="sm">
      <Select
        label={props.label}
        allowDeselect={false}
        data={CONDITIONS}
        value={test.of}
        onChange={(of) => {
          const found = CONDITIONS.find(({ value }) => value === of)
          if (found && found.value !== test.of) onChange(emptyCondition(found.value, nodes))
        }}
        readOnly={isReadOnly}
      />
      {test.of === 'field' ? (
        <FieldDetails {...props} test={test} />
      ) : test.of === 'tag' ? (
        <NameField
          label="Tag"
          path="/tags"
          value={test.tag}
          onChange={(tag) => onChange({ of: 'tag', tag })}
          isReadOnly={isReadOnly}
          error={props.errorAt('tag')}
        />
      ) : test.of === 'list' ? (
        <NameField
          label="List"
          path="/lists"
          value={test.list}
          onChange={(list) => onChange({ of: 'list', list })}
          isReadOnly={isReadOnly}
          error={props.errorAt('list')}
        />
      ) : (
        <EventDetails {...props} test={test} />
      )}
    </Stack>
  )
}

const emptyEvent = (of: EventTest['of'], nodes: Definition['nodes']): EventTest => {
  if (of === 'task') return { of, task: nodes.find(({ kind }) => kind === 'task')?.id ?? '', outcome: null }
  const mail = nodes.findLast(({ kind }) => kind === 'mail')?.id ?? null
  return of === 'clicked' ? { of, mail, link: null } : { of, mail }
}

const emptyCondition = (of: Condition['of'], nodes: Definition['nodes']): Condition => {
  if (of === 'field') return { of, field: '', is: 'set' }
  if (of === 'tag') return { of, tag: '' }
  return of === 'list' ? { of, list: '' } : emptyEvent(of, nodes)
}

const ANY = 'any'

const EventDetails = ({ test, onChange, nodes, isReadOnly, errorAt }: Props<EventTest>) => {
  const error = errorAt(test.of)
  if (test.of === 'task')
    return (
      <>
        <NodeSelect
          label="Which task"
          nodes={nodes.filter(({ kind }) => kind === 'task')}
          value={test.task}
          onChange={(task) => onChange({ ...test, task })}
          isReadOnly={isReadOnly}
          error={error}
        />
        <OutcomeField
          value={test.outcome ?? ''}
          onChange={(outcome) => onChange({ ...test, outcome: outcome === '' ? null : outcome })}
          isReadOnly={isReadOnly}
        />
      </>
    )
  const change = (mail: string | null) => onChange({ ...test, mail })
  return (
    <>
      <NodeSelect
        label="Which mail"
        nodes={nodes.filter(({ kind }) => kind === 'mail')}
        any="Any mail of this journey"
        value={test.mail ?? ANY}
        onChange={(mail) => change(mail === ANY ? null : mail)}
        isReadOnly={isReadOnly}
        error={error}
      />
      {test.of === 'clicked' && (
        <TextInput
          label="Address of the link"
          description="A part of it is enough. Empty: any link."
          inputWrapperOrder={['label', 'input', 'description']}
          value={test.link ?? ''}
          onChange={({ currentTarget: { value } }) =>
            onChange({ ...test, link: value === '' ? null : value })
          }
          readOnly={isReadOnly}
        />
      )}
    </>
  )
}

type NodeSelectProps = {
  label: string
  nodes: Definition['nodes']
  any?: string
  value: string
  onChange(id: string): void
  isReadOnly: boolean
  error: string | undefined
}

const NodeSelect = ({ label, nodes, any, value, onChange, isReadOnly, error }: NodeSelectProps) => (
  <Select
    label={label}
    placeholder="Choose one"
    allowDeselect={false}
    data={[
      ...(any === undefined ? [] : [{ value: ANY, label: any }]),
      ...nodes.map(({ id, name }) => ({ value: id, label: name })),
    ]}
    value={value}
    onChange={(id) => id !== null && onChange(id)}
    readOnly={isReadOnly}
    error={error}
  />
)

const OutcomeField = ({ value, onChange, isReadOnly }: TextProps) => {
  const { data } = useQuery(apiQuery('/settings'))
  return (
    <Autocomplete
      label="With the outcome"
      description="Empty: any outcome."
      inputWrapperOrder={['label', 'input', 'description']}
      data={data?.taskOutcomes.map(({ label }) => label) ?? []}
      value={value}
      onChange={onChange}
      readOnly={isReadOnly}
    />
  )
}

type TextProps = { value: string; onChange(value: string): void; isReadOnly: boolean }

const IS = [
  { value: 'set', label: 'is filled in' },
  { value: 'equal', label: 'is' },
  { value: 'containing', label: 'holds' },
] as const

type FieldTest = Extract<Condition, { of: 'field' }>

const FieldDetails = ({ test, onChange, isReadOnly, errorAt }: Props<Condition> & { test: FieldTest }) => (
  <>
    <FieldName
      value={test.field}
      onChange={(field) => onChange({ ...test, field })}
      isReadOnly={isReadOnly}
      error={errorAt('field.name')}
    />
    <Select
      label="How"
      allowDeselect={false}
      data={IS}
      value={test.is}
      onChange={(value) => {
        const is = IS.find((one) => one.value === value)?.value
        if (is === 'set') onChange({ of: 'field', field: test.field, is })
        else if (is)
          onChange({ of: 'field', field: test.field, is, value: test.is === 'set' ? '' : test.value })
      }}
      readOnly={isReadOnly}
    />
    {test.is !== 'set' && (
      <TextInput
        label="What"
        value={test.value}
        onChange={(event) => onChange({ ...test, value: event.currentTarget.value })}
        error={errorAt('field')}
        readOnly={isReadOnly}
      />
    )}
  </>
)

/** A field of prospects, of the product's or one's own. */
export const FieldName = ({
  value,
  onChange,
  isReadOnly,
  error,
}: TextProps & { error: string | undefined }) => {
  const { data } = useQuery({ ...apiQuery('/mails/variables'), staleTime: 60_000 })
  const names = (data?.variables ?? [])
    .filter(({ of }) => of === 'prospect' || of === 'custom')
    .map(({ name }) => name)
  return (
    <Autocomplete
      label="Field"
      data={names}
      value={value}
      onChange={onChange}
      error={error}
      readOnly={isReadOnly}
    />
  )
}

type NameFieldProps = TextProps & { label: string; path: '/tags' | '/lists'; error: string | undefined }

/** The name of a tag or list, with those that there are. */
export const NameField = ({ label, path, value, onChange, isReadOnly, error }: NameFieldProps) => {
  const { data } = useQuery(apiQuery(path, {}))
  return (
    <Autocomplete
      label={label}
      data={[...new Set((data?.items ?? []).map(({ name }) => name))]}
      value={value}
      onChange={onChange}
      error={error}
      readOnly={isReadOnly}
    />
  )
}
