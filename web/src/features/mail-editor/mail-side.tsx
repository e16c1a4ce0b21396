import { Button, Group, SegmentedControl, Stack } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconSend } from '@tabler/icons-react'
import { useState } from 'react'
import { FindingList, type ShownFinding } from './finding-list.tsx'
import type { MailText } from './mail-editor.tsx'
import { MailPreview } from './mail-preview.tsx'
import { TestMailDialog } from './test-mail-dialog.tsx'
import { useMailChecks } from './use-mail-questions.ts'

type Props = {
  mail: MailText
  prospectId: string | null
  onProspect(prospectId: string | null): void
  /** Whether the way out is added by itself. */
  unsubscribe: boolean
  /** What keeps it from being published. */
  mistakes?: readonly string[]
  noSubject?: string
}

/** Beside a mail that is edited: how a prospect would get it, what is better changed, and a test. */
export const MailSide = ({ mail, prospectId, onProspect, unsubscribe, mistakes = [], noSubject }: Props) => {
  const [shown, setShown] = useState('preview')
  const [isTesting, test] = useDisclosure()
  const checks = useMailChecks(mail, unsubscribe)
  const findings: ShownFinding[] = [
    ...mistakes.map((message) => ({ severity: 'mistake' as const, message })),
    ...(checks.data?.findings ?? []),
  ]
  return (
    <Stack gap="sm">
      <Group justify="space-between" gap="xs">
        <SegmentedControl
          size="xs"
          aria-label="What is shown beside the mail"
          value={shown}
          onChange={setShown}
          data={[
            { value: 'preview', label: 'Preview' },
            { value: 'checks', label: findings.length > 0 ? `Checks (${findings.length})` : 'Checks' },
          ]}
        />
        <Button
          size="xs"
          variant="default"
          leftSection={<IconSend size={14} aria-hidden />}
          onClick={test.open}
        >
          Send a test
        </Button>
      </Group>
      {shown === 'preview' ? (
        <MailPreview
          mail={mail}
          prospectId={prospectId}
          onProspect={onProspect}
          {...(noSubject !== undefined && { noSubject })}
        />
      ) : (
        <FindingList findings={findings} none="Nothing speaks against this mail." />
      )}
      <TestMailDialog mail={mail} prospectId={prospectId} isOpen={isTesting} onClose={test.close} />
    </Stack>
  )
}
