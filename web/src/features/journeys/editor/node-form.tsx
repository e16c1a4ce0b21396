import { Alert, Button, Divider, Group, Stack, TextInput } from '@mantine/core'
import { IconAlertTriangle, IconTrash } from '@tabler/icons-react'
import type { Definition, JourneyNode, Problem } from '../types.ts'
import { ExitFields } from './exit-fields.tsx'
import { NodeFields } from './node-fields.tsx'
import { problemsOf } from './problems-of.ts'

export type NodeFormProps = {
  journeyId: string
  node: JourneyNode
  definition: Definition
  problems: readonly Problem[]
  isReadOnly: boolean
  onChange(node: JourneyNode): void
  onRemove(node: JourneyNode): void
  onClose(): void
}

/** What one node says, and where it leads. */
export const NodeForm = (props: NodeFormProps) => {
  const { journeyId, node, definition, isReadOnly, onChange, onRemove, onClose } = props
  const problems = problemsOf(node, props.problems)
  const fields = { node, definition, onChange, isReadOnly, problems }
  return (
    <Stack gap="lg">
      {problems.whole.map((message) => (
        <Alert key={message} color="orange" icon={<IconAlertTriangle size={18} />}>
          {message}
        </Alert>
      ))}
      <TextInput
        label="Name"
        description="Other nodes and reports call it so."
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        maw={420}
        value={node.name}
        onChange={(event) => onChange({ ...node, name: event.currentTarget.value })}
        maxLength={100}
        readOnly={isReadOnly}
      />
      <NodeFields journeyId={journeyId} {...fields} />
      {node.kind !== 'end' && <Divider />}
      <ExitFields {...fields} />
      <Group justify="space-between">
        {isReadOnly ? (
          <span />
        ) : (
          <Button
            variant="subtle"
            color="red"
            leftSection={<IconTrash size={16} aria-hidden />}
            onClick={() => onRemove(node)}
          >
            Delete the node
          </Button>
        )}
        <Button variant="default" onClick={onClose}>
          Close
        </Button>
      </Group>
    </Stack>
  )
}
