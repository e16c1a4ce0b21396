import type { Command } from 'commander'
import { AppError } from '#platform/errors/index.ts'
import { createLog, type Log } from '#platform/log/index.ts'
import { type Config, readConfig } from '../config.ts'
import type { RunningServer } from '../start-server.ts'
import { buildWebApp } from '../web-app/build-web-app.ts'

export const addServeCommand = (program: Command): void => {
  program
    .command('serve')
    .description('runs the server (npm start)')
    .option('--port <number>', 'where it listens (default: 3000, or PORT)')
    .option('--host <address>', 'the network interface (default: 127.0.0.1, or HOST)')
    .option(
      '--public-url <url>',
      'where people on the internet reach it; nothing is tracked without (or PUBLIC_URL)',
    )
    .option('--roles <list>', 'what this process does: api, engine, mail, jobs (default: all, or ROLES)')
    .option('--log-level <level>', 'debug, info, warn, error (default: info, or LOG_LEVEL)')
    .option('--demo', 'the simulated world, in ./data-demo')
    .action(async (_options: object, command: Command) => {
      const config = readConfig({ flags: command.optsWithGlobals() })
      const { logFormat: format } = config
      const pretty = format === undefined ? process.stdout.isTTY : format === 'text'
      const log = createLog({ level: config.logLevel, pretty })
      if (config.roles.includes('api')) await buildWebApp(log)
      const { server, lines } = config.demo ? await startInDemo(config, log) : await start(config, log)
      const say = format === 'json' ? (line: string) => log.info(line) : console.log
      const stopped = untilStopped(server, say)
      if (format === 'json') await logStart(server, log)
      else for (const line of [...lines, '', 'Ctrl-C ends it.']) say(line)
      await stopped
    })
}

type Started = { server: RunningServer; lines: string[] }

const start = async (config: Config, log: Log): Promise<Started> => {
  const { startServer } = await import('../start-server.ts')
  const server = await startServer({ config, log })
  return { server, lines: await greeting(server) }
}

const startInDemo = async (config: Config, log: Log): Promise<Started> => {
  const { startDemo } = await import('../demo/index.ts')
  const interrupted = new AbortController()
  const interrupt = () =>
    interrupted.abort(
      new AppError({
        code: 'unavailable',
        message: 'Ended before the demo was ready; the next start goes on.',
      }),
    )
  process.once('SIGINT', interrupt)
  process.once('SIGTERM', interrupt)
  try {
    const server = await startDemo({
      config,
      log,
      signal: interrupted.signal,
      onDay: ({ day, sent, replied }) => console.log(`${day}: ${sent} mails sent, ${replied} replies`),
    })
    return { server, lines: server.greeting }
  } finally {
    process.off('SIGINT', interrupt)
    process.off('SIGTERM', interrupt)
  }
}

const greeting = async ({ app, url }: RunningServer): Promise<string[]> => {
  if (url === null)
    return [
      'Cadenza runs, without answering requests (its roles do not name api).',
      ...(await heldLines(app)),
    ]
  const claim = await app.accounts.claimPath()
  const setUp =
    claim === undefined
      ? []
      : [
          '',
          'Nobody has set it up yet. Open this link, which works once:',
          `  ${url}${claim}`,
          'or run:',
          '  npm run -s cadenza -- user add --company NAME --email YOU',
        ]
  const warning = app.trackingWarning === null ? [] : ['', app.trackingWarning]
  return [`Cadenza runs at ${url}`, ...setUp, ...warning, ...(await heldLines(app))]
}

/** The same where every line is to be JSON; without the link that makes somebody the first user, which is a secret. */
const logStart = async ({ app, url, operationsUrl }: RunningServer, log: Log): Promise<void> => {
  log.info({ url, operationsUrl }, `Cadenza runs at ${url ?? 'no address'} (Ctrl-C ends it).`)
  if ((await app.accounts.claimPath()) !== undefined)
    log.warn('Nobody has set it up yet: cadenza user add --company NAME --email YOU')
  if (app.trackingWarning !== null) log.warn(app.trackingWarning)
  for (const { companyId, backupAt } of await app.recovery.openHolds())
    log.warn({ companyId, backupAt }, 'Nothing is sent since a restore: cadenza confirm-sending')
}

const heldLines = async (app: RunningServer['app']): Promise<string[]> =>
  (await app.recovery.openHolds()).flatMap(({ companyName, backupAt }) => [
    '',
    `${companyName} was restored from a backup of ${backupAt.toISOString()}: nothing of it is sent until somebody looks and confirms:`,
    '  npm run -s cadenza -- confirm-sending',
  ])

/** Ends the server at the first signal, in its order; a second one ends the process at once, wherever it is. */
const untilStopped = (server: RunningServer, say: (line: string) => void): Promise<void> =>
  new Promise((resolve, reject) => {
    let ending = false
    const end = () => {
      if (ending) process.exit(1)
      ending = true
      say('Ending: mails on their way get their answers first.')
      server.stop().then(resolve, reject)
    }
    process.on('SIGINT', end)
    process.on('SIGTERM', end)
  })
