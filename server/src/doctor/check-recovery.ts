import type { App } from '../app.ts'
import type { Finding } from './finding.ts'

/** Companies that were restored and of which nothing is sent until somebody confirms. */
export const checkRecovery = async (app: {
  recovery: Pick<App['recovery'], 'openHolds'>
}): Promise<Finding[]> =>
  (await app.recovery.openHolds()).map(({ companyName, backupAt }) => ({
    level: 'problem',
    about: `Sending of ${companyName}`,
    found: `is held since the restore of a backup of ${backupAt.toISOString()}`,
    todo: 'cadenza confirm-sending shows what may be sent twice, and with --yes lets mails leave.',
  }))
