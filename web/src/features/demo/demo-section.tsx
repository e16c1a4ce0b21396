import { useSession } from '#app/session.ts'
import { Section } from '#ui/section.tsx'
import { RemoveDemo } from './remove-demo.tsx'

/** Where the demo is taken away again, long after somebody looked around in it. */
export const DemoSection = () => {
  const { company, companies } = useSession()
  if (company.demo || !companies.some(({ demo }) => demo)) return null
  return (
    <Section title="The demo" about="An invented company that somebody looked around in.">
      <RemoveDemo />
    </Section>
  )
}
