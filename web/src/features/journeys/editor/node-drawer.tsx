import { Alert, Button, Divider, Drawer, Group, Stack, TextInput } from '@mantine/core'
import { IconAlertTriangle, IconTrash } from '@tabler/icons-react'
import { kindWord } from '../nodes/node-words.ts'
import type { Definition, JourneyNode, Problem } from '../types.ts'
import { ExitFields } from './exit-fields.tsx'
import { NodeFields } from './node-fields.tsx'
import { problemsOf } from './problems-of.ts'

type Props = {
  journeyId: string
  node: JourneyNode | undefined
  definition: Definition
  problems: readonly Problem[]
  isReadOnly: boolean
  onChange(node: JourneyNode): void
  onRemove(node: JourneyNode): void
  onClose(): void
}

/** The node that is open, at the side. */
export const NodeDrawer = ({ node, onClose, ...rest }: Props) => (
  <Drawer
    opened={node !== undefined}
    onClose={onClose}
    closeButtonProps={{ 'aria-label': 'Close' }}
    position="right"
    size={node?.kind === 'mail' ? '68rem' : '26rem'}
    title={node ? kindWord(node) : ''}
    overlayProps={{ backgroundOpacity: 0.15 }}
  >
    {node && <NodeForm key={node.id} node={node} onClose={onClose} {...rest} />}
  </Drawer>
)

const NodeForm = (props: Omit<Props, 'node'> & { node: JourneyNode }) => {
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
