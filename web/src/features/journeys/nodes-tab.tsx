import { Alert, Group, List, SegmentedControl, Stack } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { IconAlertTriangle, IconGitBranch } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { lazy, Suspense } from 'react'
import { apiQuery } from '#api/index.ts'
import { useShortcuts } from '#ui/shortcuts/index.ts'
import { EmptyState, LoadingRows } from '#ui/states/index.ts'
import { offerUndo } from '#ui/undo.tsx'
import { AddButton } from './editor/add-button.tsx'
import { AddNodeMenu } from './editor/add-node-menu.tsx'
import { NodeDrawer } from './editor/node-drawer.tsx'
import { NodeList } from './editor/node-list.tsx'
import { sentence } from './editor/problems-of.ts'
import type { JourneyStore } from './editor/use-journey-store.ts'
import { useSequenceChoices } from './editor/use-sequence-names.ts'
import { readJourneySearch } from './journey-search.ts'
import { addNode, type Place, removeNode, replaceNode } from './nodes/edit-nodes.ts'
import type { NodeChoice } from './nodes/new-node.ts'
import type { Definition, JourneyNode } from './types.ts'

const JourneyCanvas = lazy(async () => ({
  default: (await import('./canvas/journey-canvas.tsx')).JourneyCanvas,
}))

type Props = { journeyId: string; definition: Definition; store: JourneyStore; isReadOnly: boolean }

/** The nodes of a journey, as a picture or as a list, and the one that is open at the side. */
export const NodesTab = ({ journeyId, definition, store, isReadOnly }: Props) => {
  const search = useSearch({ from: '/app/journeys/$journeyId' })
  const navigate = useNavigate({ from: '/journeys/$journeyId' })
  const isWide = useMediaQuery('(min-width: 48em)', true, { getInitialValueInEffect: false })
  const show = isWide ? (search.show ?? 'canvas') : 'list'
  const { data } = useQuery({
    ...apiQuery('/journeys/{id}/problems', { params: { path: { id: journeyId } } }),
    enabled: !isReadOnly,
  })
  const problems = data?.problems ?? []
  const nameOf = useNames(journeyId, definition)
  const go = (change: Record<string, unknown>): void =>
    void navigate({ search: readJourneySearch({ ...search, ...change }), replace: true, resetScroll: false })
  const open = ({ id }: JourneyNode): void => go({ node: id })
  const add = (place: Place, choice: NodeChoice): void => {
    const { definition: changed, node } = addNode(store.read().draft, place, choice)
    store.edit(() => changed)
    open(node)
  }
  const remove = (node: JourneyNode): void => {
    const before = store.read().draft
    store.edit((now) => removeNode(now, node.id))
    go({ node: undefined })
    offerUndo({ message: `“${node.name}” is deleted.`, onUndo: () => store.edit(() => before) })
  }
  useShortcuts('Nodes', [
    { keys: 'v', label: 'Picture or list', run: () => go({ show: show === 'list' ? 'canvas' : 'list' }) },
  ])
  const shared = { definition, problems, nameOf, isReadOnly, onOpen: open, onAdd: add }
  return (
    <Stack gap="md">
      {isWide && definition.nodes.length > 0 && (
        <Group justify="flex-end">
          <SegmentedControl
            size="xs"
            aria-label="How the nodes are shown"
            value={show}
            onChange={(next) => go({ show: next })}
            data={[
              { value: 'canvas', label: 'Picture' },
              { value: 'list', label: 'List' },
            ]}
          />
        </Group>
      )}
      <WholeProblems
        messages={problems.filter(({ nodeId }) => nodeId === null).map(({ message }) => message)}
      />
      {definition.nodes.length === 0 ? (
        <EmptyState
          icon={IconGitBranch}
          title="No nodes yet"
          text="Begin with a mail, and what follows from it."
          action={
            !isReadOnly && (
              <AddNodeMenu
                target={<AddButton label="Add the first node" />}
                onChoose={(choice) => add({ from: null, exit: 'next' }, choice)}
              />
            )
          }
        />
      ) : show === 'list' ? (
        <NodeList {...shared} />
      ) : (
        <Suspense fallback={<LoadingRows rows={1} height={480} />}>
          <JourneyCanvas {...shared} openId={search.node} onEdit={store.edit} />
        </Suspense>
      )}
      <NodeDrawer
        journeyId={journeyId}
        node={definition.nodes.find(({ id }) => id === search.node)}
        definition={definition}
        problems={problems}
        isReadOnly={isReadOnly}
        onChange={(node) => store.edit((now) => replaceNode(now, node))}
        onRemove={remove}
        onClose={() => go({ node: undefined })}
      />
    </Stack>
  )
}

/** What is wrong with the journey as a whole. */
const WholeProblems = ({ messages }: { messages: readonly string[] }) =>
  messages.length === 0 ? null : (
    <Alert color="orange" icon={<IconAlertTriangle size={18} />} title="Before it can be published">
      <List size="sm">
        {messages.map((message) => (
          <List.Item key={message}>{sentence(message)}</List.Item>
        ))}
      </List>
    </Alert>
  )

/** Names of nodes, cadences and journeys by their ids. */
const useNames = (journeyId: string, { nodes }: Definition): ((id: string) => string | undefined) => {
  const choices = useSequenceChoices(journeyId).flatMap(({ items }) => items)
  const names = new Map([
    ...choices.map(({ value, label }) => [value, label] as const),
    ...nodes.map(({ id, name }) => [id, name] as const),
  ])
  return (id) => names.get(id)
}
