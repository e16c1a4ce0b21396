import { useComputedColorScheme } from '@mantine/core'
import { Background, Controls, type Edge, type Node, ReactFlow, type ReactFlowInstance } from '@xyflow/react'
import '@xyflow/react/dist/style.css'
import { useRef } from 'react'
import { connect, type Place } from '../nodes/edit-nodes.ts'
import { type ExitName, exitsOf } from '../nodes/exits.ts'
import { layoutNodes, NODE_HEIGHT, NODE_WIDTH } from '../nodes/layout-nodes.ts'
import type { NodeChoice } from '../nodes/new-node.ts'
import type { NameOf } from '../nodes/node-words.ts'
import type { Definition, JourneyNode, Problem } from '../types.ts'
import classes from './canvas.module.css'
import { CanvasEdge, type ExitEdge } from './canvas-edge.tsx'
import { CanvasNode, type NodeCard } from './canvas-node.tsx'
import { StartNode } from './start-node.tsx'

type Props = {
  definition: Definition
  problems: readonly Problem[]
  nameOf: NameOf
  openId: string | undefined
  isReadOnly: boolean
  onOpen(node: JourneyNode): void
  onAdd(place: Place, choice: NodeChoice): void
  onEdit(change: (definition: Definition) => Definition): void
}

const NODE_TYPES = { card: CanvasNode, start: StartNode }
const EDGE_TYPES = { exit: CanvasEdge }
const START = 'start'

/** The journey as a picture: nodes below each other, ways between them; a node is added on a way, and ways are led elsewhere by drawing. */
export const JourneyCanvas = (props: Props) => {
  const { definition, isReadOnly, onOpen, onEdit } = props
  const colorMode = useComputedColorScheme('light')
  const pane = useRef<HTMLDivElement>(null)
  return (
    <div className={classes.canvas} ref={pane}>
      <ReactFlow
        nodes={nodesOf(props)}
        edges={edgesOf(props)}
        nodeTypes={NODE_TYPES}
        edgeTypes={EDGE_TYPES}
        colorMode={colorMode}
        onInit={(flow) => showBeginning(flow, pane.current)}
        minZoom={0.2}
        maxZoom={1.5}
        nodesDraggable={false}
        nodesConnectable={!isReadOnly}
        nodesFocusable={false}
        edgesFocusable={false}
        elementsSelectable={false}
        deleteKeyCode={null}
        proOptions={{ hideAttribution: true }}
        onNodeClick={(_event, { id }) => {
          const node = definition.nodes.find((one) => one.id === id)
          if (node) onOpen(node)
        }}
        onConnect={({ source, sourceHandle, target }) => {
          if (target === START) return
          const exit = exitOf(sourceHandle)
          onEdit((now) => connect(now, { from: source === START ? null : source, exit }, target))
        }}
      >
        <Background gap={20} size={1} />
        <Controls showInteractive={false} position="bottom-left" />
      </ReactFlow>
    </div>
  )
}

/** Smaller than this, words cannot be read. */
const READABLE = 0.85

/** The whole journey where it can be read, else its beginning at the top. */
const showBeginning = (flow: ReactFlowInstance, pane: HTMLElement | null): void => {
  const { x, y, height, width } = flow.getNodesBounds(flow.getNodes())
  const { clientHeight = 0, clientWidth = 0 } = pane ?? {}
  if (height * READABLE < clientHeight - 60 && width * READABLE < clientWidth - 60) {
    void flow.fitView({ maxZoom: 1, minZoom: READABLE, padding: 0.1 })
    return
  }
  const start = flow.getNode(START)?.position ?? { x, y }
  void flow.setCenter(start.x + 40, start.y - 30 / READABLE + clientHeight / 2 / READABLE, { zoom: READABLE })
}

const EXITS: readonly ExitName[] = ['next', 'yes', 'no', 'happened', 'timedOut']
const exitOf = (handle: string | null): ExitName => EXITS.find((name) => name === handle) ?? 'next'

const nodesOf = ({ definition, problems, nameOf, openId, onOpen }: Props): Node[] => {
  const points = layoutNodes(definition)
  const first = points.get(definition.start ?? '')
  const start: Node = {
    id: START,
    type: 'start',
    data: {},
    position: { x: (first?.x ?? -NODE_WIDTH / 2) + NODE_WIDTH / 2 - 40, y: -110 },
    selectable: false,
  }
  return [
    start,
    ...definition.nodes.map(
      (node): NodeCard => ({
        id: node.id,
        type: 'card',
        position: points.get(node.id) ?? { x: 0, y: 0 },
        width: NODE_WIDTH,
        height: NODE_HEIGHT,
        data: {
          node,
          nameOf,
          problems: problems.filter(({ nodeId }) => nodeId === node.id),
          isOpen: node.id === openId,
          onOpen,
        },
      }),
    ),
  ]
}

const edgesOf = ({ definition, isReadOnly, onAdd }: Props): Edge[] => {
  const known = new Set(definition.nodes.map(({ id }) => id))
  const edge = (from: string | null, exit: ExitName, label: string, to: string | null): ExitEdge[] =>
    to === null || !known.has(to)
      ? []
      : [
          {
            id: `${from ?? START} ${exit}`,
            type: 'exit',
            source: from ?? START,
            sourceHandle: exit,
            target: to,
            data: {
              label: exit === 'next' ? null : label,
              onAdd: isReadOnly ? null : (choice) => onAdd({ from, exit }, choice),
            },
          },
        ]
  return [
    ...edge(null, 'next', '', definition.start),
    ...definition.nodes.flatMap((node) =>
      exitsOf(node).flatMap(({ name, label, to }) => edge(node.id, name, label, to)),
    ),
  ]
}
