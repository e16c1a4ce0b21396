import type { FastifyRequest } from 'fastify'
import type { Visit } from './judge-visit.ts'
import { gatherBursts, scannedVisits } from './link-bursts.ts'
import type { MailRef } from './mail-token.ts'
import { type RecordedVisit, recordVisits } from './record-visits.ts'
import type { TrackingDeps } from './tracking-deps.ts'

/** What the routes tell of visits. None of it rejects: a visit that cannot be recorded must not cost the visitor his page. */
export type LinkWatch = {
  /** Resolves when it is kept. */
  opened(mail: MailRef, request: FastifyRequest): Promise<void>
  /** Kept a second later, when it is known whether other links were visited too. */
  clicked(mail: MailRef, request: FastifyRequest, target: string): void
  /** Is no click, but the visit of a link like any other. */
  sawUnsubscribePage(mail: MailRef, request: FastifyRequest): void
  /** Keeps what still waits. */
  close(): Promise<void>
}

/** The target under which the unsubscribe page stands among a mail's links. */
const UNSUBSCRIBE_PAGE = ''

export const watchLinks = (deps: Pick<TrackingDeps, 'db' | 'clock' | 'log' | 'ports'>): LinkWatch => {
  const record = async (mail: MailRef, visits: readonly RecordedVisit[]): Promise<void> => {
    try {
      await recordVisits(deps, mail, visits)
    } catch (error) {
      deps.log.error({ err: error, ...mail }, 'a visit to a link of a mail could not be recorded')
    }
  }

  const bursts = gatherBursts<Visit & { target: string; mail: MailRef }>({
    clock: deps.clock,
    settle: async (visits) => {
      const scanned = scannedVisits(visits)
      const clicks = visits
        .map((visit, index) => ({ ...visit, scanned: scanned[index] === true }))
        .filter(({ target }) => target !== UNSUBSCRIBE_PAGE)
      if (clicks[0]) await record(clicks[0].mail, clicks)
    },
  })

  const visitOf = (request: FastifyRequest, what: Visit['what']): Visit => ({
    what,
    method: request.method,
    agent: request.headers['user-agent'] ?? '',
    ahead: /\bprefetch\b/i.test(String(request.headers['sec-purpose'] ?? request.headers.purpose ?? '')),
    at: deps.clock.now(),
  })

  const linkVisited = (mail: MailRef, request: FastifyRequest, target: string): void =>
    bursts.add(`${mail.companyId} ${mail.messageId}`, { ...visitOf(request, 'clicked'), mail, target })

  return {
    opened: (mail, request) => record(mail, [{ ...visitOf(request, 'opened'), scanned: false }]),
    clicked: linkVisited,
    sawUnsubscribePage: (mail, request) => linkVisited(mail, request, UNSUBSCRIBE_PAGE),
    close: () => bursts.close(),
  }
}
