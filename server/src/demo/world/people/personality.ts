import { oneOf, type Random, seededRandom } from '../../seeded-random.ts'

/** How somebody asks for no more mails. */
export type WayOut = 'one-click' | 'page' | 'mail' | 'answer'

/** Somebody who gets mails; all of it follows from his address and the seed. Chances are for one mail. */
export type Personality = {
  address: string
  /** IANA. */
  zone: string
  /** `refused`: unknown at RCPT. `bounces`: accepted, and reported as undeliverable a little later. */
  mailbox: 'open' | 'refused' | 'bounces'
  reads: number
  /** His program shows images, so that his reading is seen. */
  showsImages: boolean
  /** Having read. */
  clicks: number
  replies: number
  unsubscribes: number
  wayOut: WayOut
  /** Hours within which he usually reads a mail. */
  pace: number
  agent: string
  /** What comes before any reading: a provider that fetches images, a filter that follows links. */
  machine: 'none' | 'fetches_images' | 'follows_links'
}

type Manner = Pick<Personality, 'reads' | 'clicks' | 'replies' | 'unsubscribes' | 'pace'>

/** Kinds of readers and their shares. */
const MANNERS: readonly (Manner & { share: number })[] = [
  { share: 0.12, reads: 0.95, clicks: 0.45, replies: 0.4, unsubscribes: 0, pace: 2 },
  { share: 0.4, reads: 0.75, clicks: 0.12, replies: 0.05, unsubscribes: 0.005, pace: 8 },
  { share: 0.28, reads: 0.4, clicks: 0.05, replies: 0.02, unsubscribes: 0.01, pace: 20 },
  { share: 0.15, reads: 0.05, clicks: 0, replies: 0, unsubscribes: 0, pace: 40 },
  { share: 0.05, reads: 0.8, clicks: 0, replies: 0.02, unsubscribes: 0.35, pace: 6 },
]

const REFUSED = 0.012
const BOUNCES = 0.01

export const ZONES = [
  'America/New_York',
  'America/Chicago',
  'America/Los_Angeles',
  'Europe/London',
  'Europe/Berlin',
  'Europe/Paris',
  'Australia/Sydney',
] as const

const AGENTS = [
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36',
  'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.6 Safari/605.1.15',
  'Mozilla/5.0 (iPhone; CPU iPhone OS 17_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148',
  'Mozilla/5.0 (X11; Linux x86_64; rv:132.0) Gecko/20100101 Thunderbird/132.0',
] as const

/** The personality behind an address. `zone` is where he is known to live. */
export const personalityOf = (input: {
  seed: string
  address: string
  zone?: string | undefined
}): Personality => {
  const address = input.address.toLowerCase()
  const random = seededRandom(`${input.seed} person ${address}`)
  const fate = random()
  const { share: _, ...manner } = drawManner(random)
  return {
    address,
    ...manner,
    mailbox: fate < REFUSED ? 'refused' : fate < REFUSED + BOUNCES ? 'bounces' : 'open',
    showsImages: random() < 0.85,
    wayOut: oneOf(random, ['one-click', 'page', 'mail', 'answer']),
    agent: oneOf(random, AGENTS),
    machine: drawMachine(random()),
    zone: input.zone ?? oneOf(random, ZONES),
  }
}

const drawManner = (random: Random): (typeof MANNERS)[number] => {
  let left = random()
  for (const manner of MANNERS) {
    left -= manner.share
    if (left < 0) return manner
  }
  throw new Error('the shares of the manners must add up to 1')
}

const drawMachine = (draw: number): Personality['machine'] => {
  if (draw < 0.15) return 'fetches_images'
  return draw < 0.22 ? 'follows_links' : 'none'
}
