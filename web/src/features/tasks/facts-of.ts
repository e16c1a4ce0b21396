import type { TaskContext } from './work-pane.tsx'

export type Fact = { name: string; value: string; href?: string }

/** What is known of a prospect, the most useful first; what is not known is left out. */
export const factsOf = (prospect: TaskContext['prospect']): Fact[] => {
  const facts: (Fact | false)[] = [
    fact('Title', prospect.title),
    fact('Company', prospect.company),
    { name: 'Mail', value: prospect.email, href: `mailto:${encodeURI(prospect.email)}` },
    fact('Phone', prospect.phone),
    fact('Place', [prospect.city, prospect.country].filter((part) => part !== null).join(', ')),
    fact('Outcome', prospect.outcome),
    fact('Owner', prospect.owner),
    fact('Tags', prospect.tags.join(', ')),
    ...Object.entries(prospect.customFields).map(([name, value]) => fact(name, value)),
  ]
  return facts.filter((one) => one !== false)
}

const fact = (name: string, value: string | null): Fact | false =>
  value === null || value === '' ? false : { name, value }
