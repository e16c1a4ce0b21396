import { resolve } from 'node:path'
import type { Command } from 'commander'
import { invalidInput, notAllowed } from '#platform/errors/index.ts'
import { createLog } from '#platform/log/index.ts'
import { readConfig } from '../config.ts'
import type { DayReport } from '../demo/index.ts'
import { print } from './output.ts'
import { readText } from './sequence-commands.ts'
import { untilInterrupted } from './until-interrupted.ts'
import type { CommonOptions } from './with-app.ts'

type SimulateOptions = CommonOptions & {
  prospects: string
  days: string
  seed: string
  journey?: string
  log?: boolean
}

const MOST_PROSPECTS = 5_000
const MOST_DAYS = 365

export const addSimulateCommand = (program: Command): void => {
  program
    .command('simulate')
    .description('shows a month of a cadence in simulated time: invented people, no mail leaves this machine')
    .option('--prospects <number>', 'how many people are started', '200')
    .option('--days <number>', 'how many days pass', '30')
    .option('--seed <text>', 'another seed, other people; the same seed, the same month', '1')
    .option('--journey <file>', 'shows this journey instead of a cadence')
    .option('--log', 'lists everything that happened, to whom and when')
    .option('--json', 'prints {"days", "log", "seconds"}')
    .action(simulate)
}

const simulate = async (options: SimulateOptions, command: Command): Promise<void> => {
  const prospects = wholeNumber('--prospects', options.prospects, MOST_PROSPECTS)
  const days = wholeNumber('--days', options.days, MOST_DAYS)
  const { workingDir } = readConfig({ flags: command.optsWithGlobals() })
  const journey =
    options.journey === undefined ? undefined : await readText(resolve(workingDir, options.journey))
  const log = createLog({ level: 'error' })
  const { openThrowAwayInstance, simulateMonth } = await import('../demo/index.ts')
  const began = performance.now()
  await untilInterrupted(notAllowed('The simulation was ended before its time.'), async (signal) => {
    const instance = await openThrowAwayInstance({ log })
    try {
      if (!options.json) console.log(HEADING)
      const result = await simulateMonth({
        ...{ ...instance, log, prospects, days, seed: options.seed, journey, signal },
        onDay: (report) => {
          if (!options.json) console.log(lineOf(report))
        },
      })
      const seconds = Math.round((performance.now() - began) / 100) / 10
      print(options.json, { days: result.days, log: result.log, seconds }, () => [
        lineOf({ day: 'all days', ...totalOf(result.days) }),
        '',
        `${days} days with ${prospects} prospects took ${seconds} s.`,
        ...(options.log ? ['', ...result.log] : []),
      ])
    } finally {
      await instance.close()
    }
  })
}

const wholeNumber = (option: string, text: string, most: number): number => {
  const value = Number(text)
  if (!/^\d{1,6}$/.test(text) || value < 1 || value > most)
    throw invalidInput(option, `${option} is "${text}", but it must be a whole number from 1 to ${most}.`)
  return value
}

const COLUMNS = [
  ['sent', 'sent'],
  ['opened', 'opened'],
  ['clicked', 'clicked'],
  ['replied', 'replied'],
  ['outOfOffice', 'out of office'],
  ['bounced', 'bounced'],
  ['unsubscribed', 'unsubscribed'],
  ['tasksDone', 'tasks done'],
  ['completed', 'completed'],
] as const

const HEADING = `${'day'.padEnd(10)}  ${COLUMNS.map(([, title]) => title).join('  ')}`

const lineOf = (report: DayReport): string =>
  `${report.day.padEnd(10)}  ${COLUMNS.map(([key, title]) => String(report[key] || '·').padStart(title.length)).join('  ')}`

const totalOf = (days: readonly DayReport[]): Omit<DayReport, 'day'> => {
  const sum = (key: (typeof COLUMNS)[number][0]): number => days.reduce((all, day) => all + day[key], 0)
  return {
    sent: sum('sent'),
    opened: sum('opened'),
    clicked: sum('clicked'),
    replied: sum('replied'),
    outOfOffice: sum('outOfOffice'),
    bounced: sum('bounced'),
    unsubscribed: sum('unsubscribed'),
    tasksDone: sum('tasksDone'),
    completed: sum('completed'),
  }
}
