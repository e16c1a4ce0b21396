import { Code, Group, List, Text, ThemeIcon } from '@mantine/core'
import { IconCheck, IconX } from '@tabler/icons-react'
import type { MailboxCheck } from './types.ts'

type Result = MailboxCheck['smtp']

const STAGES: Readonly<Record<Extract<Result, { ok: false }>['stage'], string>> = {
  resolve: 'The name of the server is not known',
  connect: 'Nothing answers there',
  tls: 'The connection could not be encrypted',
  greeting: 'What answers is no mail server',
  login: 'The sign-in was refused',
  select: 'The inbox could not be opened',
}

/** What became of a try of both servers: the stage that failed, the server's own words, and what to do. */
export const CheckResults = ({ check }: { check: MailboxCheck }) => (
  <div role="status">
    <List listStyleType="none" spacing="md" styles={{ itemWrapper: { width: '100%' } }}>
      <CheckResult name="Sending (SMTP)" result={check.smtp} />
      {check.imap && <CheckResult name="Reading (IMAP)" result={check.imap} />}
    </List>
  </div>
)

const CheckResult = ({ name, result }: { name: string; result: Result }) => (
  <List.Item>
    <Group gap="sm" wrap="nowrap" align="flex-start">
      <ThemeIcon
        variant="light"
        color={result.ok ? 'accent' : 'red'}
        radius="xl"
        size={24}
        role="img"
        aria-label={result.ok ? 'Works' : 'Failed'}
      >
        {result.ok ? <IconCheck size={14} /> : <IconX size={14} />}
      </ThemeIcon>
      <div style={{ minWidth: 0 }}>
        <Text size="sm" fw={550}>
          {name}
          {!result.ok && `: ${STAGES[result.stage].toLowerCase()}`}
        </Text>
        {result.ok ? (
          <Text size="sm" c="dimmed" lineClamp={3}>
            {result.detail}
          </Text>
        ) : (
          <>
            <Code block my={4} style={{ whiteSpace: 'pre-wrap' }}>
              {result.words}
            </Code>
            <Text size="sm">{result.advice}</Text>
          </>
        )}
      </div>
    </Group>
  </List.Item>
)
