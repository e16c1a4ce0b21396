import { ConfirmedSending, ConfirmSending, RecoveryReport, SendingState } from '@cadenza/contracts'
import { callerOf } from '#modules/accounts/index.ts'
import { notFound } from '#platform/errors/index.ts'
import type { HttpServer } from '#platform/http/index.ts'
import type { RecoveryReport as Report } from './confirm-sending.ts'
import type { SendingHold } from './hold-queries.ts'
import type { Recovery } from './index.ts'

type Deps = Pick<Recovery, 'openHoldOf' | 'recoveryReport' | 'confirmSending'>

/** `/sending` of the app's API: whether it is held after a restore, what may go twice, and the confirmation. */
export const addRecoveryRoutes = (server: HttpServer, recovery: Deps): void => {
  const tags = ['sending']

  server.get(
    '/sending',
    {
      schema: {
        operationId: 'getSending',
        summary: 'Whether mails leave, or wait until an admin confirms after a restore',
        tags,
        response: { 200: SendingState },
      },
    },
    async (request) => {
      const hold = await recovery.openHoldOf({ companyId: callerOf(request).companyId })
      return { held: hold && holdView(hold) }
    },
  )

  server.get(
    '/sending/report',
    {
      schema: {
        operationId: 'getRecoveryReport',
        summary: 'What may go twice when sending is confirmed; looks into the folders of sent mails (admins)',
        tags,
        response: { 200: RecoveryReport },
      },
    },
    async (request) => {
      const caller = callerOf(request)
      const report = await recovery.recoveryReport({ companyId: caller.companyId, look: true })
      if (report === null) throw notFound('Sending is not held; there is nothing to report.')
      return reportView(report)
    },
  )

  server.post(
    '/sending/confirm',
    {
      schema: {
        operationId: 'confirmSending',
        summary: 'Let mails leave again after a restore (admins)',
        tags,
        body: ConfirmSending,
        response: { 200: ConfirmedSending },
      },
    },
    async (request) => {
      const { companyId, userId } = callerOf(request)
      const { report, paused } = await recovery.confirmSending({
        ...{ companyId, userId, look: request.body.look ?? true },
      })
      return { report: reportView(report), paused }
    },
  )
}

const holdView = ({ backupAt, restoredAt }: SendingHold) => ({
  backupAt: backupAt.toISOString(),
  restoredAt: restoredAt.toISOString(),
})

const reportView = ({ hold, firstDue, sent, ...counts }: Report) => ({
  held: holdView(hold),
  ...counts,
  firstDue: firstDue.map((one) => ({ ...one, dueAt: one.dueAt.toISOString() })),
  sent: sent && {
    mails: sent.mails.map((mail) => ({ ...mail, at: mail.at?.toISOString() ?? null })),
    unseen: sent.unseen,
  },
})
