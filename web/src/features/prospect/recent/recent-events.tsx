import { Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { apiQuery } from '#api/index.ts'
import { Time } from '#ui/time/index.ts'
import { SIGNS } from '../timeline/signs.ts'
import classes from './recent.module.css'
import { RecentPart } from './recent-part.tsx'
import { ASKED, GROUPS, tellRecent } from './tell-recent.ts'

/** What happened with a prospect last, a line each. `hasPage`: his page is the user's to see. */
export const RecentEvents = ({ prospectId, hasPage }: { prospectId: string; hasPage: boolean }) => {
  const query = useQuery(
    apiQuery('/prospects/{prospect}/timeline', {
      params: { path: { prospect: prospectId }, query: { group: [...GROUPS], limit: ASKED } },
    }),
  )
  const events = tellRecent(query.data?.items ?? [])
  return (
    <RecentPart
      title="Last events"
      query={query}
      none="Nothing happened yet."
      all={hasPage ? { label: 'Timeline', prospectId, search: {} } : null}
    >
      {events.length > 0 && (
        <ol className={classes.list} aria-label="Last events">
          {events.map(({ id, at, sign, title, text }) => {
            const { icon: SignIcon, color } = SIGNS[sign]
            return (
              <li key={id} className={classes.event}>
                <SignIcon
                  size={15}
                  stroke={1.75}
                  color={color === 'gray' ? undefined : `var(--mantine-color-${color}-text)`}
                  aria-hidden
                />
                <div>
                  <Text size="sm" lineClamp={2} className={classes.words}>
                    {title}
                  </Text>
                  {text && (
                    <Text size="xs" c="dimmed" lineClamp={2} className={classes.words}>
                      {text}
                    </Text>
                  )}
                </div>
                <Text size="xs" c="dimmed" className={classes.when}>
                  <Time at={at} />
                </Text>
              </li>
            )
          })}
        </ol>
      )}
    </RecentPart>
  )
}
