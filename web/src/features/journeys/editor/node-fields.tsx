import { Checkbox, Select, Stack, Text, Textarea, TextInput } from '@mantine/core'
import { TASK_WORDS } from '../nodes/node-words.ts'
import type { Definition, JourneyNode, TaskKind } from '../types.ts'
import { MailNode } from './mail-node.tsx'
import type { ProblemsOf } from './problems-of.ts'
import { ConditionFields, EventFields, FieldName, NameField } from './test-fields.tsx'
import { useSequenceChoices } from './use-sequence-names.ts'
import { WaitFields } from './wait-fields.tsx'

type Props = {
  journeyId: string
  node: JourneyNode
  definition: Definition
  onChange(node: JourneyNode): void
  isReadOnly: boolean
  problems: ProblemsOf
}

/** What a node does, to edit. */
export const NodeFields = ({ journeyId, node, definition, onChange, isReadOnly, problems }: Props) => {
  const { nodes, settings } = definition
  switch (node.kind) {
    case 'mail':
      return (
        <MailNode
          node={node}
          onChange={onChange}
          isReadOnly={isReadOnly}
          unsubscribe={settings.unsubscribe}
          problems={problems}
        />
      )
    case 'wait':
      return (
        <WaitFields
          label="How long"
          wait={node.wait}
          onChange={(wait) => onChange({ ...node, wait })}
          isReadOnly={isReadOnly}
          error={problems.at('.wait')}
        />
      )
    case 'wait_until':
      return (
        <TextInput
          type="datetime-local"
          label="Until"
          description="In the time zone that the journey sends by. A moment that has passed waits for nothing."
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          value={node.until.length === 10 ? `${node.until}T00:00` : node.until}
          onChange={(event) => onChange({ ...node, until: event.currentTarget.value })}
          error={problems.at('.waitUntil')}
          readOnly={isReadOnly}
        />
      )
    case 'wait_event':
      return (
        <Stack gap="md">
          <EventFields
            label="Wait until"
            test={node.event}
            onChange={(event) => onChange({ ...node, event })}
            nodes={nodes}
            isReadOnly={isReadOnly}
            errorAt={(place) => problems.at(`.waitFor.${place}`)}
          />
          <WaitFields
            label="At most"
            wait={node.timeout}
            onChange={(timeout) => onChange({ ...node, timeout })}
            isReadOnly={isReadOnly}
            error={problems.at('.waitFor.timeout')}
          />
          <Text size="sm" c="dimmed">
            What has happened before he comes here counts as well.
          </Text>
        </Stack>
      )
    case 'condition':
      return (
        <ConditionFields
          label="Asks whether"
          test={node.condition}
          onChange={(condition) => onChange({ ...node, condition })}
          nodes={nodes}
          isReadOnly={isReadOnly}
          errorAt={(place) => problems.at(`.if.${place}`)}
        />
      )
    case 'task':
      return (
        <Stack gap="sm">
          <Select
            label="Kind"
            allowDeselect={false}
            data={TASKS.map((kind) => ({ value: kind, label: TASK_WORDS[kind] }))}
            value={node.task}
            onChange={(value) => {
              const task = TASKS.find((kind) => kind === value)
              if (task) onChange({ ...node, task })
            }}
            readOnly={isReadOnly}
          />
          <TextInput
            label="What is to be done"
            value={node.title}
            onChange={(event) => onChange({ ...node, title: event.currentTarget.value })}
            error={problems.at(`.${TASK_PLACES[node.task]}.title`)}
            maxLength={300}
            readOnly={isReadOnly}
          />
          <Textarea
            label="Notes for whoever does it"
            value={node.note}
            onChange={(event) => onChange({ ...node, note: event.currentTarget.value })}
            error={problems.at(`.${TASK_PLACES[node.task]}.note`)}
            autosize
            minRows={4}
            maxRows={14}
            readOnly={isReadOnly}
          />
          <Checkbox
            label="Goes on when it is done or skipped"
            description="Else he goes on at once."
            checked={node.wait}
            onChange={(event) => onChange({ ...node, wait: event.currentTarget.checked })}
            disabled={isReadOnly}
          />
        </Stack>
      )
    case 'add_tag':
    case 'remove_tag':
      return (
        <NameField
          label="Tag"
          path="/tags"
          value={node.tag}
          onChange={(tag) => onChange({ ...node, tag })}
          isReadOnly={isReadOnly}
          error={problems.at(node.kind === 'add_tag' ? '.addTag' : '.removeTag')}
        />
      )
    case 'move_to_list':
      return (
        <NameField
          label="List"
          path="/lists"
          value={node.list}
          onChange={(list) => onChange({ ...node, list })}
          isReadOnly={isReadOnly}
          error={problems.at('.moveToList')}
        />
      )
    case 'set_field':
      return (
        <Stack gap="sm">
          <FieldName
            value={node.field}
            onChange={(field) => onChange({ ...node, field })}
            isReadOnly={isReadOnly}
            error={problems.at('.setField.name')}
          />
          <TextInput
            label="Value"
            description="May have variables, such as {{ Company }}. Empty: the field is cleared."
            inputWrapperOrder={['label', 'input', 'description', 'error']}
            value={node.value}
            onChange={(event) => onChange({ ...node, value: event.currentTarget.value })}
            error={problems.at('.setField.value')}
            readOnly={isReadOnly}
          />
        </Stack>
      )
    case 'start_sequence':
    case 'stop_sequence':
      return (
        <SequenceField
          journeyId={journeyId}
          label={node.kind === 'start_sequence' ? 'Start him in' : 'Stop him in'}
          value={node.sequenceId}
          onChange={(sequenceId) => onChange({ ...node, sequenceId })}
          isReadOnly={isReadOnly}
        />
      )
    case 'webhook':
      return (
        <TextInput
          type="url"
          label="Address"
          placeholder="https://example.com/hook"
          description="The journey does not wait for an answer."
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          value={node.url}
          onChange={(event) => onChange({ ...node, url: event.currentTarget.value })}
          error={problems.at('.webhook')}
          readOnly={isReadOnly}
        />
      )
    case 'notify':
      return (
        <Textarea
          label="What the owner of the journey is told"
          description="May have variables, such as {{ FirstName }}."
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          value={node.text}
          onChange={(event) => onChange({ ...node, text: event.currentTarget.value })}
          error={problems.at('.notify')}
          autosize
          minRows={3}
          readOnly={isReadOnly}
        />
      )
    case 'end':
      return (
        <Text size="sm" c="dimmed">
          Whoever comes here has been through the journey.
        </Text>
      )
  }
}

const TASKS: readonly TaskKind[] = ['call', 'linkedin', 'manual_mail', 'todo']
/** As a journey file names them. */
const TASK_PLACES: Readonly<Record<TaskKind, string>> = {
  call: 'call',
  linkedin: 'linkedin',
  manual_mail: 'manual mail',
  todo: 'task',
}

type SequenceFieldProps = {
  journeyId: string
  label: string
  value: string
  onChange(id: string): void
  isReadOnly: boolean
}

const SequenceField = ({ journeyId, label, value, onChange, isReadOnly }: SequenceFieldProps) => (
  <Select
    label={label}
    placeholder="Choose a cadence or journey"
    searchable
    allowDeselect={false}
    data={useSequenceChoices(journeyId)}
    value={value}
    onChange={(id) => id !== null && onChange(id)}
    readOnly={isReadOnly}
  />
)
