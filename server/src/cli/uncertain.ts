import type { Command } from 'commander'
import { invalidInput } from '#platform/errors/index.ts'
import { print, table } from './output.ts'
import { forMember, type MemberOptions, withMember } from './with-app.ts'

export const addUncertainCommands = (program: Command): void => {
  const uncertain = program
    .command('uncertain')
    .description(
      'mails of which nobody knows whether they left: the connection broke off while they were handed over',
    )
  forMember(uncertain.command('list'))
    .description('shows them; look into the Sent folder of the mailbox, then say what you found')
    .action((options: MemberOptions, command: Command) =>
      withMember(command, options, async ({ app, companyId }) => {
        const mails = await app.outbound.listUncertain({ companyId })
        print(options.json, mails, () =>
          mails.length === 0
            ? ['No mail is uncertain.']
            : table([
                ['ID', 'SINCE', 'TO', 'SUBJECT', ''],
                ...mails.map(({ messageId, since, to, subject, words }) => [
                  messageId,
                  since.toISOString(),
                  to,
                  subject,
                  words ?? '',
                ]),
              ]),
        )
      }),
    )
  settling(uncertain, 'sent', 'it left: its prospect goes on to the next step', 'The mail counts as sent.')
  settling(uncertain, 'send-again', 'it did not leave: it is sent again', 'The mail is sent again.')
}

const settling = (
  uncertain: Command,
  name: 'sent' | 'send-again',
  description: string,
  answer: string,
): void => {
  const as = name === 'sent' ? 'sent' : 'send_again'
  forMember(uncertain.command(`${name} [id]`))
    .description(description)
    .option('--all', 'every uncertain mail, as after a restore of a mailbox that keeps no copies')
    .action((id: string | undefined, options: MemberOptions & { all?: boolean }, command: Command) =>
      withMember(command, options, async ({ app, companyId, member }) => {
        if ((id === undefined) === (options.all !== true))
          throw invalidInput('<id>', 'Name one mail by its id, or all of them with --all.')
        const mails = id === undefined ? await app.outbound.listUncertain({ companyId }) : [{ messageId: id }]
        for (const { messageId } of mails)
          await app.outbound.settleMessage({ companyId, messageId, as, userId: member.userId })
        const settled = mails.map(({ messageId }) => ({ messageId, as }))
        print(options.json, id === undefined ? settled : settled[0], () =>
          id === undefined ? [`${mails.length} mails: ${answer}`] : [answer],
        )
      }),
    )
}
