/** One thing that receiving servers look at. */
export type Topic = 'mx' | 'spf' | 'dkim' | 'dmarc'

/** `improve`: mails arrive, but something is missing or weak. `unknown`: it could not be found out. */
export type Verdict = 'good' | 'improve' | 'bad' | 'unknown'

export type Judgement = {
  topic: Topic
  verdict: Verdict
  /** The record as it is. */
  found: string | null
  /** What it means, and what to do. */
  sentence: string
  /** What to put into the DNS. */
  record: { name: string; value: string } | null
}

/** As far as everybody's fault may be: the name servers said nothing. */
export const unknownBecause = (topic: Topic, words: string): Judgement => ({
  topic,
  verdict: 'unknown',
  found: null,
  sentence: `The name servers gave no answer (${words}). Try again.`,
  record: null,
})
