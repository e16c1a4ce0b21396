import type { CheckResult, Mailbox } from '#modules/mailboxes/index.ts'
import type { App } from '../app.ts'
import type { Finding } from './finding.ts'

/** Mailboxes tried at the same time: each try waits for a server far away. */
const AT_ONCE = 8
/** Reading happens within a minute; after this long it has stopped. */
const LATE_READING_MINUTES = 15

type Company = { companyId: string; name: string }

/** Every mailbox of a company: whether it runs, was read lately, and, unless `connect` is false, whether its servers let it in. */
export const checkMailboxes = async (
  app: Pick<App, 'mailboxes' | 'clock'>,
  { company, connect, serverRuns }: { company: Company; connect: boolean; serverRuns: boolean },
): Promise<Finding[]> => {
  const { companyId } = company
  const all = await app.mailboxes.listMailboxes({ companyId })
  if (all.length === 0)
    return [
      {
        level: 'warning',
        about: `Mailboxes of ${company.name}`,
        found: 'None is connected, so no cadence can send.',
        todo: 'cadenza mailbox add --help',
      },
    ]
  const findings: Finding[] = []
  for (let from = 0; from < all.length; from += AT_ONCE)
    findings.push(
      ...(
        await Promise.all(
          all
            .slice(from, from + AT_ONCE)
            .map(async (mailbox) => [
              ...stateOf(mailbox),
              ...(serverRuns ? readingOf(mailbox, app.clock.now()) : []),
              ...(connect ? await connectionOf(app, mailbox) : []),
            ]),
        )
      ).flat(),
    )
  return findings
}

const aboutOf = ({ address }: Mailbox): string => `Mailbox ${address}`

const stateOf = (mailbox: Mailbox): Finding[] => {
  if (mailbox.state === 'running')
    return [
      { level: 'fine', about: aboutOf(mailbox), found: `runs, ${mailbox.limits.daily} mails a day at most` },
    ]
  const until = mailbox.resumeAt ? `, until ${mailbox.resumeAt.toISOString()}` : ''
  return [
    {
      level: mailbox.pausedBy === 'user' || mailbox.pausedBy === 'holiday' ? 'warning' : 'problem',
      about: aboutOf(mailbox),
      found: `is paused${until}: ${mailbox.pauseReason ?? 'no reason was given'}`,
      todo: `When the cause is gone: cadenza mailbox resume ${mailbox.address} --user OWNER`,
    },
  ]
}

const readingOf = (mailbox: Mailbox, now: Date): Finding[] => {
  const about = aboutOf(mailbox)
  if (mailbox.imap === null)
    return [
      {
        level: 'warning',
        about,
        found: 'only sends: answers and bounces that come to it are not seen',
        todo: 'Add it again with --imap.',
      },
    ]
  if (mailbox.syncError !== null)
    return [
      { level: 'problem', about, found: `cannot be read: ${mailbox.syncError}`, todo: 'See its IMAP check.' },
    ]
  const since = now.getTime() - (mailbox.syncedAt ?? mailbox.createdAt).getTime()
  if (since < LATE_READING_MINUTES * 60_000) return []
  const found = `was last read ${mailbox.syncedAt ? `at ${mailbox.syncedAt.toISOString()}` : 'never'}`
  return [{ level: 'problem', about, found, todo: 'Look at the log of the process with the role mail.' }]
}

const connectionOf = async ({ mailboxes }: Pick<App, 'mailboxes'>, mailbox: Mailbox): Promise<Finding[]> => {
  const { smtp, imap } = await mailboxes.checkMailbox({ companyId: mailbox.companyId, mailboxId: mailbox.id })
  return [describe(mailbox, 'SMTP', smtp), ...(imap === null ? [] : [describe(mailbox, 'IMAP', imap)])]
}

const describe = (mailbox: Mailbox, protocol: 'SMTP' | 'IMAP', result: CheckResult): Finding => {
  const about = `${aboutOf(mailbox)}, ${protocol}`
  if (result.ok) return { level: 'fine', about, found: `lets it in (${result.detail})` }
  return {
    level: 'problem',
    about,
    found: `fails at “${result.stage}”: ${result.words}`,
    todo: result.advice,
  }
}
