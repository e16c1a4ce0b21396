import type { Command } from 'commander'
import { notFound } from '#platform/errors/index.ts'
import { print } from './output.ts'
import { forMember, type MemberOptions, withMember } from './with-app.ts'

/** Sent in one transaction. */
const AT_ONCE = 500

/** `prospects send-to-webhook`. */
export const addSendToWebhook = (prospects: Command): void => {
  forMember(prospects.command('send-to-webhook [addresses...]'))
    .description('sends prospects to every webhook of the event sendProspect')
    .option('--list <name>', 'everybody in this list')
    .action(
      (addresses: string[], options: MemberOptions & { list?: string }, command: Command): Promise<void> =>
        withMember(command, options, async ({ app, companyId, member: { userId } }) => {
          const found = new Set<string>()
          for (const email of addresses) {
            const prospect = await app.prospects.findByEmail({ companyId, email })
            if (!prospect) throw notFound(`There is no prospect ${email}.`, 'addresses')
            found.add(prospect.id)
          }
          if (options.list !== undefined) {
            const list = await app.prospects.findList({ companyId, name: options.list })
            if (!list) throw notFound(`There is no list “${options.list}”.`, '--list')
            const pages = app.prospects.streamProspects({ companyId, filter: { listId: list.id } })
            for await (const page of pages) for (const { id } of page) found.add(id)
          }
          const ids = [...found]
          if (ids.length === 0)
            throw notFound('No prospect is named. Give addresses, or --list NAME.', 'addresses')
          let webhooks = 0
          for (let first = 0; first < ids.length; first += AT_ONCE) {
            const prospectIds = ids.slice(first, first + AT_ONCE)
            ;({ webhooks } = await app.webhooks.sendToWebhook({ companyId, userId, prospectIds }))
          }
          print(options.json, { prospects: ids.length, webhooks }, () => [
            `Sending ${counted(ids.length, 'prospect')} to ${counted(webhooks, 'webhook')}.`,
          ])
        }),
    )
}

const counted = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`
