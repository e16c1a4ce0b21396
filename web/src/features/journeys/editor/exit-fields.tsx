import { Select, Stack } from '@mantine/core'
import { exitsOf, withExit } from '../nodes/exits.ts'
import type { Definition, JourneyNode } from '../types.ts'
import type { ProblemsOf } from './problems-of.ts'

type Props = {
  node: JourneyNode
  definition: Definition
  onChange(node: JourneyNode): void
  isReadOnly: boolean
  problems: ProblemsOf
}

/** Where each way out of a node leads. */
export const ExitFields = ({ node, definition, onChange, isReadOnly, problems }: Props) => (
  <Stack gap="sm">
    {exitsOf(node).map(({ name, label, to }) => (
      <Select
        key={name}
        label={`${label}: go to`}
        placeholder="Choose a node"
        searchable
        allowDeselect={false}
        data={definition.nodes
          .filter(({ id }) => id !== node.id)
          .map(({ id, name: nodeName }) => ({ value: id, label: nodeName }))}
        value={to}
        onChange={(id) => onChange(withExit(node, name, id))}
        error={problems.at(`.${name}`)}
        readOnly={isReadOnly}
      />
    ))}
  </Stack>
)
