import { Anchor, Badge, Button, Group, List, Paper, Stack, Text, UnstyledButton } from '@mantine/core'
import { IconAlertTriangle, IconPlus } from '@tabler/icons-react'
import type { Place } from '../nodes/edit-nodes.ts'
import { exitsOf, nodesInOrder } from '../nodes/exits.ts'
import type { NodeChoice } from '../nodes/new-node.ts'
import { kindWord, type NameOf, nodeSummary } from '../nodes/node-words.ts'
import type { Definition, JourneyNode, Problem } from '../types.ts'
import { AddNodeMenu } from './add-node-menu.tsx'
import { NodeIcon } from './node-icon.tsx'
import { sentence } from './problems-of.ts'

type Props = {
  definition: Definition
  problems: readonly Problem[]
  nameOf: NameOf
  isReadOnly: boolean
  onOpen(node: JourneyNode): void
  onAdd(place: Place, choice: NodeChoice): void
}

/** The nodes below each other in the order in which somebody meets them, with where each way out leads. Says all that the canvas shows. */
export const NodeList = (props: Props) => {
  const { definition, isReadOnly, onAdd } = props
  return (
    <Stack gap="sm">
      {!isReadOnly && (
        <AddNodeMenu
          onChoose={(choice) => onAdd({ from: null, exit: 'next' }, choice)}
          target={
            <Button
              variant="default"
              size="xs"
              w="fit-content"
              leftSection={<IconPlus size={14} aria-hidden />}
            >
              Add a node at the start
            </Button>
          }
        />
      )}
      <List
        listStyleType="none"
        spacing="sm"
        aria-label="Nodes"
        styles={{ itemWrapper: { width: '100%' }, itemLabel: { width: '100%' } }}
      >
        {nodesInOrder(definition).map((node) => (
          <List.Item key={node.id} id={`node-${node.id}`}>
            <NodeItem node={node} {...props} />
          </List.Item>
        ))}
      </List>
    </Stack>
  )
}

const NodeItem = ({
  node,
  definition,
  problems,
  nameOf,
  isReadOnly,
  onOpen,
  onAdd,
}: Props & { node: JourneyNode }) => {
  const wrong = problems.filter(({ nodeId }) => nodeId === node.id)
  return (
    <Paper withBorder radius="md" p="sm">
      <Stack gap="xs">
        <UnstyledButton onClick={() => onOpen(node)}>
          <Group gap="sm" wrap="nowrap" align="flex-start">
            <NodeIcon node={node} size={18} />
            <div>
              <Text size="xs" c="dimmed">
                {kindWord(node)} · {node.name}
                {definition.start === node.id && (
                  <Badge ml={8} size="xs" variant="light">
                    Start
                  </Badge>
                )}
              </Text>
              <Text size="sm" fw={550}>
                {nodeSummary(node, nameOf)}
              </Text>
            </div>
          </Group>
        </UnstyledButton>
        {wrong.map(({ path, message }) => (
          <Group key={path} gap={6} wrap="nowrap" align="flex-start">
            <IconAlertTriangle size={16} color="var(--mantine-color-orange-6)" aria-label="Problem" />
            <Text size="sm">{sentence(message)}</Text>
          </Group>
        ))}
        {exitsOf(node).map(({ name, label, to }) => (
          <Group key={name} gap="xs" pl={30}>
            <Text size="sm" c="dimmed">
              {label} →{' '}
              {to === null ? (
                'nowhere yet'
              ) : (
                <Anchor
                  href={`#node-${to}`}
                  inherit
                  underline="always"
                  onClick={(event) => focusNode(event, to)}
                >
                  {nameOf(to) ?? 'a node that is gone'}
                </Anchor>
              )}
            </Text>
            {!isReadOnly && (
              <AddNodeMenu
                onChoose={(choice) => onAdd({ from: node.id, exit: name }, choice)}
                target={
                  <Button
                    size="compact-xs"
                    variant="subtle"
                    leftSection={<IconPlus size={12} aria-hidden />}
                    aria-label={`Add a node after ${node.name}, ${label}`}
                  >
                    Add
                  </Button>
                }
              />
            )}
          </Group>
        ))}
      </Stack>
    </Paper>
  )
}

/** The address stays; the node comes into sight and takes the focus. */
const focusNode = (event: { preventDefault(): void }, id: string): void => {
  event.preventDefault()
  const item = document.getElementById(`node-${id}`)
  item?.scrollIntoView({ block: 'center' })
  item?.querySelector('button')?.focus()
}
