import { Button, Code, Group, Stack, Text, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { type FormEvent, type ReactNode, useState } from 'react'
import { type AnswerOf, apiQuery } from '#api/index.ts'
import { StateBadge, type Tone } from '#ui/badges/index.ts'
import { CopyText } from '#ui/copy-text.tsx'
import { Section } from '#ui/section.tsx'
import { FailedState, LoadingRows } from '#ui/states/index.ts'
import classes from './mailboxes.module.css'

type Judgement = AnswerOf<'get', '/mailboxes/{id}/domain'>['judgements'][number]

const TOPICS: Readonly<Record<Judgement['topic'], { name: string; about: string }>> = {
  mx: { name: 'MX', about: 'where answers go' },
  spf: { name: 'SPF', about: 'which servers may send' },
  dkim: { name: 'DKIM', about: 'the key that mails are signed with' },
  dmarc: { name: 'DMARC', about: 'what to do with mails that fail both' },
}
const VERDICTS: Readonly<Record<Judgement['verdict'], { tone: Tone; label: string }>> = {
  good: { tone: 'good', label: 'Good' },
  improve: { tone: 'warning', label: 'Improve' },
  bad: { tone: 'bad', label: 'Missing or wrong' },
  unknown: { tone: 'quiet', label: 'Not known' },
}

/** What receiving servers find in the DNS of a mailbox's domain, and what to add there. */
export const DomainLook = ({ mailboxId }: { mailboxId: string }) => {
  const [selector, setSelector] = useState<string>()
  const look = useQuery({
    ...apiQuery('/mailboxes/{id}/domain', {
      params: { path: { id: mailboxId }, query: selector === undefined ? {} : { selector } },
    }),
    staleTime: 60_000,
  })
  return (
    <Section
      title="The domain in the DNS"
      about={look.data ? `What receivers find at ${look.data.domain}.` : 'What receivers look at.'}
      actions={
        <Button variant="default" size="xs" loading={look.isFetching} onClick={() => void look.refetch()}>
          Look again
        </Button>
      }
    >
      {look.isPending && <LoadingRows rows={4} />}
      {look.isError && <FailedState isSmall error={look.error} onRetry={() => void look.refetch()} />}
      <Stack gap="lg">
        {look.data?.judgements.map((judgement) => (
          <JudgementView key={judgement.topic} judgement={judgement}>
            {judgement.topic === 'dkim' && judgement.verdict !== 'good' && (
              <SelectorForm onSelector={setSelector} />
            )}
          </JudgementView>
        ))}
      </Stack>
    </Section>
  )
}

const JudgementView = ({
  judgement: { topic, verdict, sentence, found, record },
  children,
}: {
  judgement: Judgement
  children?: ReactNode
}) => (
  <div>
    <Group gap="xs" mb={4}>
      <Text fw={550} size="sm">
        {TOPICS[topic].name}
        <Text span c="dimmed" fw={400}>
          {' '}
          {TOPICS[topic].about}
        </Text>
      </Text>
      <StateBadge {...VERDICTS[verdict]} />
    </Group>
    <Text size="sm">{sentence}</Text>
    {found !== null && (
      <Code block mt={6} className={classes.record}>
        {found}
      </Code>
    )}
    {record && (
      <Stack gap={4} mt={6}>
        <Text size="sm">
          TXT record at <Code>{record.name}</Code>:
        </Text>
        <CopyText text={record.value} label={`${TOPICS[topic].name} record`} />
      </Stack>
    )}
    {children}
  </div>
)

const SelectorForm = ({ onSelector }: { onSelector(selector: string): void }) => {
  const [text, setText] = useState('')
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (text.trim() !== '') onSelector(text.trim())
  }
  return (
    <form onSubmit={submit}>
      <Group gap="xs" align="flex-end" mt="xs">
        <TextInput
          label="Name of the key (selector)"
          placeholder="s=…"
          size="xs"
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        <Button type="submit" variant="default" size="xs">
          Look there
        </Button>
      </Group>
    </form>
  )
}
