import { Button, List, Stack } from '@mantine/core'
import { IconDownload } from '@tabler/icons-react'
import { PageHeader } from '#ui/page-header.tsx'
import { Section } from '#ui/section.tsx'

/** Everything that the company has, to be taken elsewhere. */
export const ExportPage = () => (
  <>
    <PageHeader title="Export" about="What you have here is yours, and can leave at any time." />
    <Section title="The whole company">
      <Stack align="flex-start">
        <List size="sm" spacing={4}>
          <List.Item>
            One zip with prospects, cadences, journeys, templates, mails, answers, events and all the rest, as
            JSON Lines.
          </List.Item>
          <List.Item>
            Another installation takes it with the command <code>cadenza company import</code>.
          </List.Item>
          <List.Item>Passwords, keys and other secrets are not in it.</List.Item>
          <List.Item>The audit log notes who took it.</List.Item>
        </List>
        <Button
          component="a"
          href="/api/v1/company/export"
          download
          leftSection={<IconDownload size={16} aria-hidden />}
        >
          Download
        </Button>
      </Stack>
    </Section>
  </>
)
