import { Anchor, Group, Stack, Text, Title } from '@mantine/core'
import { RecentEvents, RecentNotes } from '#features/prospect/index.ts'
import { PROSPECT_STATUSES, StateBadge } from '#ui/badges/index.ts'
import { Time, useNow } from '#ui/time/index.ts'
import { factsOf } from './facts-of.ts'
import { LastMails } from './last-mails.tsx'
import { localTime } from './local-time.ts'
import classes from './tasks.module.css'
import { useHasPage } from './use-has-page.ts'
import type { TaskContext } from './work-pane.tsx'

/** What is to be known of the prospect while working on his task. */
export const ProspectContext = ({ context }: { context: TaskContext }) => {
  const { task, prospect, zone, mails } = context
  const hasPage = useHasPage(prospect)
  const isTold = hasPage || task.state === 'open'
  const now = useNow()
  const status = PROSPECT_STATUSES[prospect.status]
  return (
    <Stack gap="lg" component="aside" aria-label="Prospect">
      <div>
        <Group gap="xs" mb="sm">
          <Title order={3}>{prospect.fullName ?? prospect.email}</Title>
          <StateBadge tone={status.tone} label={status.label} />
        </Group>
        <dl className={classes.facts}>
          {zone && (
            <>
              <dt>Local time</dt>
              <dd>
                {localTime(now, zone.zone)}
                {zone.guessedFrom !== null && (
                  <Text span c="dimmed" size="xs">
                    {` guessed from ${zone.guessedFrom}`}
                  </Text>
                )}
              </dd>
            </>
          )}
          {factsOf(prospect).map(({ name, value, href }) => (
            <div key={name} className={classes.fact}>
              <dt>{name}</dt>
              <dd>
                {href ? (
                  <Anchor href={href} size="sm">
                    {value}
                  </Anchor>
                ) : (
                  value
                )}
              </dd>
            </div>
          ))}
          <dt>Last contact</dt>
          <dd>
            <Time at={mails[0]?.at} none="none yet" />
          </dd>
        </dl>
      </div>
      {isTold && <RecentNotes prospectId={prospect.id} hasPage={hasPage} />}
      <LastMails mails={mails} />
      {isTold && <RecentEvents prospectId={prospect.id} hasPage={hasPage} />}
    </Stack>
  )
}
