import { Text, UnstyledButton } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import { Handle, type Node, type NodeProps, Position } from '@xyflow/react'
import { NodeIcon } from '../editor/node-icon.tsx'
import { exitsOf } from '../nodes/exits.ts'
import { kindWord, type NameOf, nodeSummary } from '../nodes/node-words.ts'
import type { JourneyNode, Problem } from '../types.ts'
import classes from './canvas.module.css'

export type NodeCard = Node<
  {
    node: JourneyNode
    nameOf: NameOf
    problems: readonly Problem[]
    isOpen: boolean
    onOpen(node: JourneyNode): void
  },
  'card'
>

/** A node on the canvas: its kind, its name, what happens there, and what is wrong with it. */
export const CanvasNode = ({ data: { node, nameOf, problems, isOpen, onOpen } }: NodeProps<NodeCard>) => {
  const exits = exitsOf(node)
  return (
    <>
      <Handle type="target" position={Position.Top} className={classes.handle} />
      <UnstyledButton
        className={`${classes.node} nopan`}
        data-open={isOpen || undefined}
        data-wrong={problems.length > 0 || undefined}
        onClick={(event) => {
          event.stopPropagation()
          onOpen(node)
        }}
      >
        <span className={classes.icon}>
          <NodeIcon node={node} size={18} />
        </span>
        <span className={classes.words}>
          <Text span size="xs" c="dimmed" truncate display="block">
            {kindWord(node)} · {node.name}
          </Text>
          <Text span size="sm" fw={550} lineClamp={2} lh={1.3}>
            {nodeSummary(node, nameOf)}
          </Text>
        </span>
        {problems.length > 0 && (
          <IconAlertTriangle
            size={18}
            className={classes.wrong}
            aria-label={problems.map(({ message }) => message).join(' ')}
          />
        )}
      </UnstyledButton>
      {exits.map(({ name }, index) => (
        <Handle
          key={name}
          type="source"
          id={name}
          position={Position.Bottom}
          className={classes.handle}
          style={{ left: `${((index + 1) / (exits.length + 1)) * 100}%` }}
        />
      ))}
    </>
  )
}
