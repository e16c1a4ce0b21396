import { ActionIcon, Group, Text, Tooltip } from '@mantine/core'
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import { useShortcuts } from '#ui/shortcuts/index.ts'
import { useNeighbours } from '../use-neighbours.ts'

/** The way to the next and the previous prospect of the list he was come to from. */
export const NeighbourButtons = ({ prospectId }: { prospectId: string }) => {
  const neighbours = useNeighbours(prospectId)
  const navigate = useNavigate()
  const go = (id: string | null | undefined): void => {
    if (id) void navigate({ to: '/prospects/$prospectId', params: { prospectId: id }, search: true })
  }
  useShortcuts(
    'List',
    neighbours
      ? [
          { keys: 'j', label: 'Next prospect', run: () => go(neighbours.next) },
          { keys: 'k', label: 'Previous prospect', run: () => go(neighbours.previous) },
        ]
      : [],
  )
  if (!neighbours) return null
  return (
    <Group gap={4}>
      <Text size="xs" c="dimmed" className="numbers">
        {`${neighbours.place} of ${neighbours.count}`}
      </Text>
      <Tooltip label="Previous (k)">
        <ActionIcon
          variant="default"
          size={36}
          disabled={neighbours.previous === null}
          onClick={() => go(neighbours.previous)}
          aria-label="Previous prospect"
        >
          <IconChevronLeft size={18} stroke={1.5} />
        </ActionIcon>
      </Tooltip>
      <Tooltip label="Next (j)">
        <ActionIcon
          variant="default"
          size={36}
          disabled={neighbours.next === null}
          onClick={() => go(neighbours.next)}
          aria-label="Next prospect"
        >
          <IconChevronRight size={18} stroke={1.5} />
        </ActionIcon>
      </Tooltip>
    </Group>
  )
}
