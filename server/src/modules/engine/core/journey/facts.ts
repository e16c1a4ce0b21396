import type { Condition, EventTest } from '#modules/sequences/definition-journey.ts'

/** What is known of a prospect in a journey when one of its conditions is decided. Names of tags, lists and fields are lower-cased. */
export type Facts = {
  /** His mails of this journey: of each mail node the newest, and of those before it what was said of them. */
  mails: readonly {
    node: string
    /** Of its node. A journey may come back to it. */
    isNewest: boolean
    opened: boolean
    /** The addresses that a person clicked. */
    links: readonly string[]
    replied: boolean
    bounced: boolean
  }[]
  /** Of each task node its newest task, if that was done. */
  tasks: readonly { node: string; outcome: string | null }[]
  fields: ReadonlyMap<string, string>
  tags: ReadonlySet<string>
  list: string
}

/** Whether what a condition asks, or a wait waits for, is the case. */
export const isTrue = (test: Condition, facts: Facts): boolean => {
  switch (test.of) {
    case 'field': {
      const value = facts.fields.get(fold(test.field)) ?? ''
      if (test.is === 'set') return fold(value) !== ''
      return test.is === 'equal' ? fold(value) === fold(test.value) : fold(value).includes(fold(test.value))
    }
    case 'tag':
      return facts.tags.has(fold(test.tag))
    case 'list':
      return facts.list === fold(test.list)
    default:
      return hasHappened(test, facts)
  }
}

const hasHappened = (test: EventTest, { mails, tasks }: Facts): boolean => {
  if (test.of === 'task')
    return tasks.some(
      ({ node, outcome }) =>
        node === test.task && (test.outcome === null || fold(outcome ?? '') === fold(test.outcome)),
    )
  // Of a node that was visited several times, its newest mail counts.
  return mails
    .filter(({ node, isNewest }) => test.mail === null || (node === test.mail && isNewest))
    .some((mail) => {
      if (test.of !== 'clicked') return mail[test.of]
      const { link } = test
      return mail.links.some((one) => link === null || fold(one).includes(fold(link)))
    })
}

/** How names and values are compared. */
export const fold = (text: string): string => text.trim().normalize('NFC').toLowerCase()
