export type { ImapOptions } from './imap/imap-options.ts'
export { onlyThese } from './only-these.ts'
export { createPeople, type People, type Visit } from './people/people.ts'
export type { ProviderHabits } from './smtp/provider-copy.ts'
export type { SmtpMischief, SmtpMoment, SmtpRule } from './smtp/smtp-rule.ts'
export type { TakenMail } from './smtp/start-smtp-server.ts'
export {
  type NewMailAccount,
  type SimulatedMailServers,
  startSimulatedMailServers,
} from './start-mail-servers.ts'
export { startWorld, type World } from './start-world.ts'
export {
  type FolderSpec,
  LABEL_FOLDERS,
  PLAIN_FOLDERS,
  UNFLAGGED_GERMAN_FOLDERS,
} from './store/folder-layouts.ts'
