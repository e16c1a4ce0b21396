/** LinkedIn touches that have the same outcome. */
export type TouchCount = { done: boolean; outcome: string | null; tasks: number }

/** What came of LinkedIn touches, as far as their outcomes say. What was accepted or answered was also sent. */
export type LinkedinReport = {
  all: number
  connectionRequestSent: number
  connectionRequestAccepted: number
  inMailSent: number
  messageSent: number
  messageResponded: number
  /** To a message or an InMail. */
  responded: number
}

type Counted = Exclude<keyof LinkedinReport, 'all'>

/** What an outcome counts for; by its letters alone, so that "Connection request – sent" and "connectionRequestSent" are the same. */
const OUTCOMES: Readonly<Record<string, readonly Counted[]>> = {
  connectionrequestsent: ['connectionRequestSent'],
  requestsent: ['connectionRequestSent'],
  connectionrequestaccepted: ['connectionRequestSent', 'connectionRequestAccepted'],
  requestaccepted: ['connectionRequestSent', 'connectionRequestAccepted'],
  connected: ['connectionRequestSent', 'connectionRequestAccepted'],
  accepted: ['connectionRequestSent', 'connectionRequestAccepted'],
  inmailsent: ['inMailSent'],
  inmailresponded: ['inMailSent', 'responded'],
  messagesent: ['messageSent'],
  messageresponded: ['messageSent', 'messageResponded', 'responded'],
  responded: ['responded'],
  replied: ['responded'],
}

export const linkedinReport = (touches: readonly TouchCount[]): LinkedinReport => {
  const report: LinkedinReport = {
    all: 0,
    connectionRequestSent: 0,
    connectionRequestAccepted: 0,
    inMailSent: 0,
    messageSent: 0,
    messageResponded: 0,
    responded: 0,
  }
  for (const { done, outcome, tasks } of touches) {
    report.all += tasks
    if (!done) continue
    for (const name of OUTCOMES[lettersOf(outcome ?? '')] ?? []) report[name] += tasks
  }
  return report
}

const lettersOf = (outcome: string): string => outcome.toLowerCase().replace(/[^a-z]/g, '')
