/** A value that cannot be written into a mail. `header` names the header (or field) at fault, the message says what is wrong with it. */
export class MailInputError extends Error {
  readonly header: string

  constructor(options: { header: string; message: string }) {
    super(options.message)
    this.name = 'MailInputError'
    this.header = options.header
  }
}
