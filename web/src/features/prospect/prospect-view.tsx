import { Button, Group, Stack } from '@mantine/core'
import { IconPhone, IconPlayerPlay } from '@tabler/icons-react'
import { getRouteApi } from '@tanstack/react-router'
import { useRef, useState } from 'react'
import { StartDialog } from '#features/enrolments/index.ts'
import { PROSPECT_STATUSES, StateBadge } from '#ui/badges/index.ts'
import { PageHeader } from '#ui/page-header.tsx'
import { useShortcuts } from '#ui/shortcuts/index.ts'
import { CallResultDialog } from './call/call-result-dialog.tsx'
import { useCall } from './call/use-call.ts'
import { DetailsSection } from './fields/details-section.tsx'
import { ContactPermission } from './header/contact-permission.tsx'
import { NeighbourButtons } from './header/neighbour-buttons.tsx'
import { ProspectMenu } from './header/prospect-menu.tsx'
import { personName } from './person-name.ts'
import classes from './prospect-view.module.css'
import { RunsSection } from './runs/runs-section.tsx'
import { TasksSection } from './tasks/tasks-section.tsx'
import { TimelineSection } from './timeline/timeline-section.tsx'
import type { Prospect } from './types.ts'

const route = getRouteApi('/app/prospects/$prospectId')

/** The page of a prospect who is there. */
export const ProspectView = ({ prospect }: { prospect: Prospect }) => {
  const { show } = route.useSearch()
  const navigate = route.useNavigate()
  const composer = useRef<HTMLTextAreaElement>(null)
  const [isStarting, setStarting] = useState(false)
  const call = useCall(prospect.id)
  const mayStart = prospect.suppressedBy === null
  const start = (): void => setStarting(true)
  useShortcuts('Prospect', [
    { keys: 'n', label: 'Write a note', run: () => composer.current?.focus() },
    ...(prospect.phone ? [{ keys: 'c', label: 'Call', run: call.dial }] : []),
    ...(mayStart ? [{ keys: 's', label: 'Start in a cadence', run: start }] : []),
  ])
  return (
    <>
      <PageHeader
        title={personName(prospect)}
        beside={<StateBadge {...PROSPECT_STATUSES[prospect.status]} />}
        about={aboutOf(prospect)}
        back={{ to: '/prospects', label: 'Prospects' }}
        actions={
          <>
            <NeighbourButtons prospectId={prospect.id} />
            <Group gap="xs">
              {prospect.phone && (
                <Button
                  variant="default"
                  leftSection={<IconPhone size={16} stroke={1.5} aria-hidden />}
                  loading={call.isDialling}
                  onClick={call.dial}
                >
                  Call
                </Button>
              )}
              <ProspectMenu prospect={prospect} onLogCall={call.writeDown} />
              {mayStart && (
                <Button leftSection={<IconPlayerPlay size={16} stroke={1.5} aria-hidden />} onClick={start}>
                  Start
                </Button>
              )}
            </Group>
          </>
        }
      />
      <ContactPermission prospect={prospect} />
      <div className={classes.columns}>
        <Stack gap="lg">
          <RunsSection prospectId={prospect.id} onStart={mayStart ? start : undefined} />
          <TasksSection prospectId={prospect.id} />
          <TimelineSection
            prospectId={prospect.id}
            view={show}
            composer={composer}
            onView={(view) => void navigate({ search: view ? { show: view } : {}, replace: true })}
          />
        </Stack>
        <DetailsSection prospect={prospect} />
      </div>
      <CallResultDialog {...call.dialog} />
      <StartDialog
        opened={isStarting}
        onClose={() => setStarting(false)}
        prospects={{ prospectIds: [prospect.id] }}
      />
    </>
  )
}

const aboutOf = ({ title, company, email, fullName }: Prospect): string =>
  [[title, company].filter(Boolean).join(' at '), fullName ? email : ''].filter(Boolean).join(' · ')
