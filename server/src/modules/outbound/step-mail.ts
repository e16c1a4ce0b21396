/** A mail that a step of a sequence asks for, as the engine hands it over. */
export type StepMail = {
  enrolmentId: string
  prospectId: string
  mailboxId: string
  sequenceId: string
  stepId: string
  visit: number
  /** Liquid; an empty subject continues the thread. */
  option: { id: string; subject: string; body: string }
  /** The thread it continues, or null to begin one. */
  threadId: string | null
  /** The end of its delivery window: it does not begin to leave later. */
  sendBefore: Date
  settings: { track: { opens: boolean; clicks: boolean }; unsubscribe: boolean }
}

export type StepMailResult =
  | { enrolmentId: string; outcome: 'recorded'; messageId: string; threadId: string }
  /** Fields that the text needs and the prospect lacks; nothing was recorded. */
  | { enrolmentId: string; outcome: 'missing_variable'; variables: string[] }
  | { enrolmentId: string; outcome: 'template_error'; message: string }
