import type { Queryable } from '#platform/db/index.ts'
import { createAccessTokens } from './access-token.ts'
import { type AddMailboxInput, addMailbox } from './add-mailbox.ts'
import { checkMailbox, tryMailbox } from './check/check-mailbox.ts'
import { connectionsOf, imapConnectionOf } from './connection-of.ts'
import { mailboxAddresses, mailboxByAddress, mailboxIdsByAddress, usableMailboxes } from './find-mailboxes.ts'
import { handOverMailboxes } from './hand-over.ts'
import { holdLease, releaseLease, releaseLeases, renewLease, takeLeases } from './leases.ts'
import type { MailboxDeps } from './mailbox.ts'
import { mailboxById, selectAll, selectMailboxes } from './mailbox-queries.ts'
import {
  pauseBecause,
  pauseMailbox,
  removeMailbox,
  resumeDueMailboxes,
  resumeMailbox,
} from './pause-mailbox.ts'
import { rememberMessageIds, rememberSentCopies, rememberSync, tellLeftOut } from './remember.ts'
import { changeServers, updateMailbox } from './update-mailbox.ts'

export type { AddMailboxInput } from './add-mailbox.ts'
export type { MailboxCheck } from './check/check-mailbox.ts'
export type { CheckResult, CheckStage } from './check/check-result.ts'
export type { MailboxConnections, ServerConnection, SmtpConnection } from './connection-of.ts'
export type { OAuth2Secret } from './credentials.ts'
export type { LeasePurpose } from './leases.ts'
export type {
  ConnectionSecurity,
  Mailbox,
  MailboxChange,
  MailboxDeps,
  MailboxState,
  PausedBy,
  SecretBox,
  SentCopies,
  ServerAddress,
} from './mailbox.ts'
export { changeLimits, defaultLimits, type LimitsInput, type MailboxLimits } from './mailbox-limits.ts'
export type { ServersInput } from './read-servers.ts'
export { addMailboxRoutes } from './routes.ts'
export { imapOptions, smtpOptions } from './transport-options.ts'

type Which = { companyId: string; mailboxId: string }

/** The accounts that mails leave from and answers come to: servers, secrets, limits, leases. */
export const createMailboxes = (deps: MailboxDeps) => {
  const tokens = createAccessTokens(deps)
  const withTokens = { ...deps, tokens }
  return {
    addMailbox: (input: AddMailboxInput) => addMailbox(deps, input),
    updateMailbox: (input: Parameters<typeof updateMailbox>[1]) => updateMailbox(deps, input),
    changeServers: (input: Parameters<typeof changeServers>[1]) => changeServers(deps, input),
    removeMailbox: (input: Which) => removeMailbox(deps, input),
    handOverMailboxes: (input: Parameters<typeof handOverMailboxes>[1]) => handOverMailboxes(deps.db, input),

    pauseMailbox: (input: Parameters<typeof pauseMailbox>[1]) => pauseMailbox(deps, input),
    pauseBecause: (tx: Queryable, input: Parameters<typeof pauseBecause>[2]) => pauseBecause(deps, tx, input),
    resumeMailbox: (input: Which) => resumeMailbox(deps, input),
    resumeDueMailboxes: () => resumeDueMailboxes(deps),

    mailboxById: (input: Which) => mailboxById(deps.db, input),
    mailboxByAddress: (input: { companyId: string; address: string }) => mailboxByAddress(deps.db, input),
    listMailboxes: (input: Parameters<typeof selectAll>[1]) => selectAll(deps.db, input),
    /** By id, removed ones too, in the caller's transaction. */
    mailboxesOf: selectMailboxes,
    usableMailboxes,
    mailboxIdsByAddress,
    mailboxAddresses,

    connectionsOf: (input: Which) => connectionsOf(withTokens, input),
    imapConnectionOf: (input: Which) => imapConnectionOf(withTokens, input),
    accessToken: tokens.accessToken,
    forgetToken: tokens.forgetToken,
    checkMailbox: (input: Which) => checkMailbox(withTokens, input),
    tryMailbox: (input: Parameters<typeof tryMailbox>[1]) => tryMailbox(deps, input),

    holdLease: (input: Parameters<typeof holdLease>[1]) => holdLease(deps.db, input),
    renewLease: (input: Parameters<typeof renewLease>[1]) => renewLease(deps.db, input),
    releaseLease: (input: Parameters<typeof releaseLease>[1]) => releaseLease(deps.db, input),
    takeLeases: (input: Parameters<typeof takeLeases>[1]) => takeLeases(deps.db, input),
    releaseLeases: (input: Parameters<typeof releaseLeases>[1]) => releaseLeases(deps.db, input),

    rememberSentCopies,
    rememberMessageIds,
    rememberSync: (input: Parameters<typeof rememberSync>[1]) => rememberSync(deps, input),
    tellLeftOut: (tx: Queryable, input: Parameters<typeof tellLeftOut>[2]) => tellLeftOut(deps, tx, input),
  }
}

export type Mailboxes = ReturnType<typeof createMailboxes>
