import { Chip, Group } from '@mantine/core'
import { TIMELINE_VIEWS, type TimelineView } from '../prospect-search.ts'
import { VIEW_LABELS } from './timeline-views.ts'

type Props = { view: TimelineView | undefined; onChoose(view: TimelineView | undefined): void }

const ALL = 'all'

/** What of the timeline is shown. */
export const TimelineFilter = ({ view, onChoose }: Props) => (
  <Chip.Group
    value={view ?? ALL}
    onChange={(chosen) => onChoose(TIMELINE_VIEWS.find((known) => known === chosen))}
  >
    <Group gap={6} role="group" aria-label="Show of the timeline">
      <Chip value={ALL} size="xs" variant="light">
        Everything
      </Chip>
      {TIMELINE_VIEWS.map((known) => (
        <Chip key={known} value={known} size="xs" variant="light">
          {VIEW_LABELS[known]}
        </Chip>
      ))}
    </Group>
  </Chip.Group>
)
