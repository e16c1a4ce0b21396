import type { Command } from 'commander'
import type { WaitingCursor, WaitingProspect } from '#modules/engine/index.ts'
import { print, table } from './output.ts'
import { onSequence } from './sequence-commands.ts'
import { forMember, type MemberOptions } from './with-app.ts'

const PAGE = 500
/** What a terminal is shown unless it asks for all. */
const SHOWN = 50

export const addStatusCommand = (program: Command): void => {
  forMember(program.command('status <name>'))
    .description('where everybody in a cadence or journey is, and what each one waits for')
    .option('--journey', 'the name is that of a journey')
    .option('--all', `everybody, not only the first ${SHOWN}`)
    .action((name: string, options: MemberOptions & { all?: boolean; journey?: boolean }, command: Command) =>
      onSequence(
        command,
        options,
        { kind: options.journey ? 'journey' : 'cadence', name },
        async ({ app, companyId, sequenceId }) => {
          const counts = await app.engine.sequenceCounts({ companyId, sequenceId })
          const prospects: WaitingProspect[] = []
          const most = options.all ? Number.POSITIVE_INFINITY : SHOWN
          let after: WaitingCursor | null | undefined
          while (after !== null && prospects.length < most) {
            const limit = Math.min(PAGE, most - prospects.length)
            const page = await app.engine.waitingReport({ companyId, sequenceId, limit, after })
            prospects.push(...page.prospects)
            after = page.next
          }
          const total = counts.reduce((sum, one) => sum + one.prospects, 0)
          const hold = await app.recovery.openHoldOf({ companyId })
          print(
            options.json,
            { name, total, counts, prospects, complete: after === null, sendingHeld: hold !== null },
            () => [
              ...(hold === null
                ? []
                : [
                    `Nothing is sent since the restore of ${hold.restoredAt.toISOString()}: cadenza confirm-sending`,
                    '',
                  ]),
              `${name}: ${total} ${total === 1 ? 'prospect' : 'prospects'}`,
              ...counts
                .filter((one) => one.prospects > 0)
                .map((one) => `  ${one.statusLabel}: ${one.prospects}`),
              '',
              ...table(prospects.map((one) => [one.email, one.statusLabel, one.sentence])),
              ...(after === null ? [] : ['', `… and more; --all shows everybody.`]),
            ],
          )
        },
      ),
    )
}
