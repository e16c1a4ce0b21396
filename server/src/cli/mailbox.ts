import password from '@inquirer/password'
import type { Command } from 'commander'
import type { CheckResult, LimitsInput, Mailbox, MailboxCheck } from '#modules/mailboxes/index.ts'
import { AppError, invalidInput } from '#platform/errors/index.ts'
import type { Config } from '../config.ts'
import { print, table } from './output.ts'
import { readStandardInput } from './read-standard-input.ts'
import { forMember, type MemberOptions, withMember } from './with-app.ts'

type AddOptions = MemberOptions & {
  from: string
  smtp: string
  imap?: string
  replyTo?: string
  allowPlain?: boolean
  passwordStdin?: boolean
  check: boolean
} & LimitOptions
type LimitOptions = {
  minGap?: string
  maxGap?: string
  daily?: string
  hourly?: string
  connections?: string
  zone?: string
}

export const addMailboxCommands = (program: Command): void => {
  const mailbox = program
    .command('mailbox')
    .description('the accounts that mails leave from and answers come to')
  forMember(mailbox.command('add'))
    .description('adds a mailbox and tries its servers; a password is asked for where the URLs have none')
    .requiredOption('--from <address>', 'who mails come from, such as "Steve <steve@acme.com>"')
    .requiredOption('--smtp <url>', 'smtp://user@host:port (STARTTLS) or smtps://user@host:port')
    .option('--imap <url>', 'imap://user@host:port or imaps://…; without it the mailbox only sends')
    .option('--reply-to <address>', 'where answers go instead')
    .option('--min-gap <seconds>', 'shortest pause between two mails (default: 30)')
    .option('--max-gap <seconds>', 'longest pause between two mails (default: 300)')
    .option('--daily <number>', 'most automatic mails a day (default: 500)')
    .option('--hourly <number>', 'most automatic mails an hour (default: no limit)')
    .option('--connections <number>', 'SMTP connections at a time (default: 2)')
    .option('--zone <zone>', "the mailbox's time zone, such as Europe/Berlin (default: the company's)")
    .option(
      '--password-stdin',
      'reads the password from standard input; SMTP_PASSWORD and IMAP_PASSWORD are read too',
    )
    .option('--allow-plain', 'lets a plain scheme send the password unencrypted over a network')
    .option('--no-check', 'does not try the servers')
    .action((options: AddOptions, command: Command) => add(options, command))
  forMember(mailbox.command('list'))
    .description('the mailboxes of the company, with what each is doing')
    .action((options: MemberOptions, command: Command) =>
      withMember(command, options, async ({ app, companyId }) => {
        const mailboxes = await app.mailboxes.listMailboxes({ companyId })
        print(options.json, mailboxes, () =>
          table([['ADDRESS', 'STATE', 'LIMITS', ''], ...mailboxes.map(rowOf)]),
        )
      }),
    )
  named(mailbox, 'check', 'tries SMTP and IMAP and names the stage that fails').action(
    (address: string, options: MemberOptions, command: Command) =>
      onMailbox(command, options, address, async ({ app, companyId, found }) => {
        const check = await app.mailboxes.checkMailbox({ companyId, mailboxId: found.id })
        print(options.json, check, () => describeCheck(check))
        if (!isFine(check)) process.exitCode = 1
      }),
  )
  named(
    mailbox,
    'sign-in',
    'gives a new password, or other servers, and tries them; the mailbox stays what it is',
  )
    .option('--smtp <url>', 'another SMTP server (default: the one it has)')
    .option('--imap <url>', 'another IMAP server (default: the one it has)')
    .option(
      '--password-stdin',
      'reads the password from standard input; SMTP_PASSWORD and IMAP_PASSWORD are read too',
    )
    .action(signIn)
  named(mailbox, 'pause', 'sends nothing from it until it is resumed')
    .option('--until <instant>', 'when it goes on by itself, such as 2026-08-01T08:00:00Z')
    .option('--reason <text>', 'what lists then say')
    .action(
      (address: string, options: MemberOptions & { until?: string; reason?: string }, command: Command) =>
        onMailbox(command, options, address, async ({ app, companyId, found }) => {
          const resumeAt = options.until === undefined ? null : readInstant('--until', options.until)
          await app.mailboxes.pauseMailbox({
            companyId,
            mailboxId: found.id,
            reason: options.reason,
            resumeAt,
          })
          print(options.json, { state: 'paused' }, () => [`Paused ${found.address}.`])
        }),
    )
  named(mailbox, 'resume', 'lets a paused mailbox go on').action(
    (address: string, options: MemberOptions, command: Command) =>
      onMailbox(command, options, address, async ({ app, companyId, found }) => {
        await app.mailboxes.resumeMailbox({ companyId, mailboxId: found.id })
        print(options.json, { state: 'running' }, () => [`${found.address} goes on.`])
      }),
  )
  named(mailbox, 'remove', 'takes a mailbox away, and its passwords with it').action(
    (address: string, options: MemberOptions, command: Command) =>
      onMailbox(command, options, address, async ({ app, companyId, found }) => {
        await app.mailboxes.removeMailbox({ companyId, mailboxId: found.id })
        print(options.json, { state: 'removed' }, () => [`Removed ${found.address}.`])
      }),
  )
}

const named = (mailbox: Command, name: string, description: string): Command =>
  forMember(mailbox.command(`${name} <address>`)).description(description)

const add = (options: AddOptions, command: Command): Promise<void> =>
  withMember(command, options, async ({ app, config, member, companyId }) => {
    const input = {
      companyId,
      userId: member.userId,
      from: options.from,
      smtp: options.smtp,
      imap: options.imap,
      replyTo: options.replyTo,
      allowPlain: options.allowPlain,
      smtpPassword: config.smtpPassword,
      imapPassword: config.imapPassword,
      limits: readLimits(options),
      password: options.passwordStdin ? await readStandardInput() : undefined,
    }
    const added = await askingForPassword(input, (given) => app.mailboxes.addMailbox(given))
    const check = options.check ? await app.mailboxes.checkMailbox({ companyId, mailboxId: added.id }) : null
    print(options.json, { ...added, check }, () => [
      `Added ${added.address}.`,
      ...(check === null ? [] : describeCheck(check)),
    ])
  })

type SignInOptions = MemberOptions & { smtp?: string; imap?: string; passwordStdin?: boolean }

const signIn = (address: string, options: SignInOptions, command: Command): Promise<void> =>
  onMailbox(command, options, address, async ({ app, config, companyId, found }) => {
    const which = { companyId, mailboxId: found.id }
    if (found.credentialKind === 'oauth2')
      throw invalidInput(
        'address',
        `${found.address} signs in with OAuth2. Give what it needs by PUT /api/v1/mailboxes/${found.id}/servers.`,
      )
    const input = {
      ...which,
      smtp: options.smtp ?? urlOf('smtp', found.smtp),
      imap: options.imap ?? (found.imap && urlOf('imap', found.imap)),
      smtpPassword: config.smtpPassword,
      imapPassword: config.imapPassword,
      password: options.passwordStdin ? await readStandardInput() : undefined,
    }
    await askingForPassword(input, (given) => app.mailboxes.changeServers(given))
    const check = await app.mailboxes.checkMailbox(which)
    print(options.json, { mailboxId: found.id, check }, () => [
      ...describeCheck(check),
      ...(found.state === 'paused' && isFine(check)
        ? [`It is paused. Let it go on with: cadenza mailbox resume ${found.address} --user ${options.user}`]
        : []),
    ])
    if (!isFine(check)) process.exitCode = 1
  })

/** As it is read again: the same server, whatever stands for a default. */
const urlOf = (protocol: 'smtp' | 'imap', server: Mailbox['smtp']): string => {
  const { host, port, security, user, verifyCertificate } = server
  const at = user === null ? '' : `${encodeURIComponent(user)}@`
  const name = host.includes(':') ? `[${host}]` : host
  return `${protocol}://${at}${name}:${port}?tls=${security}${verifyCertificate === false ? '&verify=no' : ''}`
}

/** Where a person sits before a terminal, a password that is missing is asked for; arguments are visible to others on the machine. */
const askingForPassword = async <Input extends { password: string | undefined }>(
  input: Input,
  work: (input: Input) => Promise<Mailbox>,
): Promise<Mailbox> => {
  try {
    return await work(input)
  } catch (error) {
    const missing = error instanceof AppError && error.publicCode === 'missing_password'
    if (!missing || !process.stdin.isTTY) throw error
    return work({ ...input, password: await password({ message: 'Password of the mailbox', mask: '*' }) })
  }
}

const readLimits = (options: LimitOptions): LimitsInput => ({
  minGapSeconds: readNumber('--min-gap', options.minGap),
  maxGapSeconds: readNumber('--max-gap', options.maxGap),
  daily: readNumber('--daily', options.daily),
  hourly: readNumber('--hourly', options.hourly),
  connections: readNumber('--connections', options.connections),
  zone: options.zone,
})

const readNumber = (option: string, text: string | undefined): number | undefined => {
  if (text === undefined) return undefined
  if (/^\d{1,9}$/.test(text.trim())) return Number(text)
  throw invalidInput(option, `${option} is “${text}”, but it must be a whole number.`)
}

const readInstant = (option: string, text: string): Date => {
  const instant = new Date(text)
  if (/^\d{4}-\d{2}-\d{2}T/.test(text) && !Number.isNaN(instant.getTime())) return instant
  throw invalidInput(
    option,
    `${option} is “${text}”, but it must be an instant such as 2026-08-01T08:00:00Z.`,
  )
}

const onMailbox = <T>(
  command: Command,
  options: MemberOptions,
  address: string,
  work: (input: {
    app: Parameters<Parameters<typeof withMember>[2]>[0]['app']
    config: Config
    companyId: string
    found: Mailbox
  }) => Promise<T>,
): Promise<T> =>
  withMember(command, options, async ({ app, config, companyId }) =>
    work({ app, config, companyId, found: await app.mailboxes.mailboxByAddress({ companyId, address }) }),
  )

const rowOf = ({ address, state, pauseReason, limits, syncError }: Mailbox): string[] => [
  address,
  state,
  `${limits.daily} a day, ${limits.minGapSeconds}–${limits.maxGapSeconds} s apart`,
  [pauseReason, syncError && `reading fails: ${syncError}`].filter(Boolean).join('; '),
]

const isFine = ({ smtp, imap }: MailboxCheck): boolean => smtp.ok && (imap?.ok ?? true)

/** What a check found, a line or three for each server. */
export const describeCheck = ({ smtp, imap }: MailboxCheck): string[] => [
  ...describeServer('SMTP', smtp),
  ...(imap === null ? ['IMAP: none; answers to this mailbox are not read.'] : describeServer('IMAP', imap)),
]

const describeServer = (name: string, result: CheckResult): string[] =>
  result.ok
    ? [`${name}: works (${result.detail}).`]
    : [`${name}: fails at “${result.stage}”: ${result.words}`, `      ${result.advice}`]
