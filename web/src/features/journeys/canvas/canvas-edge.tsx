import { ActionIcon, Text } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { BaseEdge, type Edge, EdgeLabelRenderer, type EdgeProps, getSmoothStepPath } from '@xyflow/react'
import { AddNodeMenu } from '../editor/add-node-menu.tsx'
import type { NodeChoice } from '../nodes/new-node.ts'
import classes from './canvas.module.css'

export type ExitEdge = Edge<{ label: string | null; onAdd: ((choice: NodeChoice) => void) | null }, 'exit'>

/** The way from an exit to a node; its name stands at its beginning, and a node is added in its middle. */
export const CanvasEdge = ({ data, ...way }: EdgeProps<ExitEdge>) => {
  const [path, x, y] = getSmoothStepPath({ ...way, borderRadius: 12 })
  return (
    <>
      <BaseEdge path={path} className={classes.way} />
      <EdgeLabelRenderer>
        {data?.label && (
          <Text
            span
            className={classes.exit}
            style={{ transform: `translate(-50%, 0) translate(${way.sourceX}px, ${way.sourceY + 6}px)` }}
          >
            {data.label}
          </Text>
        )}
        {data?.onAdd && (
          <div
            className={`${classes.add} nopan nodrag`}
            style={{ transform: `translate(-50%, -50%) translate(${x}px, ${y}px)` }}
          >
            <AddNodeMenu
              onChoose={data.onAdd}
              target={
                <ActionIcon size={22} radius="xl" variant="default" aria-label="Add a node here">
                  <IconPlus size={13} />
                </ActionIcon>
              }
            />
          </div>
        )}
      </EdgeLabelRenderer>
    </>
  )
}
