/** One thing that was looked at. `problem`: something does not work; `warning`: it works, but not as people expect. */
export type Finding = {
  level: 'fine' | 'warning' | 'problem'
  /** What was looked at: "Database", "Mailbox steve@acme.com". */
  about: string
  found: string
  /** What to do about it; where all is well there is nothing. */
  todo?: string
}
