import { Button, Center, Group, Paper, PinInput, Stack, Text } from '@mantine/core'
import { QRCodeSVG } from 'qrcode.react'
import { useState } from 'react'
import { sentenceOf, useApiMutation } from '#api/index.ts'
import { CopyText } from '#ui/copy-text.tsx'
import { postAccount } from '../auth-api.ts'
import type { Enrolment } from './read-answer.ts'

/** What the app scans or is told, and the code that it shows then. */
export const ScanStep = ({ enrolment, onVerified }: { enrolment: Enrolment; onVerified(): void }) => {
  const [problem, setProblem] = useState<string | null>(null)
  const [code, setCode] = useState('')
  const verify = useApiMutation({
    mutate: (typed: string) => postAccount('/two-factor/verify-totp', { code: typed }),
    changes: ['/me'],
    done: 'The second factor is switched on.',
    onDone: onVerified,
    onFailed: (error) => {
      setProblem(`${sentenceOf(error)}. Type the code that the app shows at this moment.`)
      setCode('')
      return true
    },
  })
  return (
    <Stack>
      <Text size="sm">1. Scan this with the app, or type the key below into it.</Text>
      <Center>
        <Paper bg="white" p="sm" withBorder>
          <QRCodeSVG value={enrolment.uri} size={176} title="QR code for the authenticator app" />
        </Paper>
      </Center>
      <CopyText text={enrolment.secret} label="key" />
      <Text size="sm" id="code-label">
        2. Type the six digits that the app shows.
      </Text>
      <Center>
        <PinInput
          length={6}
          type="number"
          oneTimeCode
          aria-label="Code of the app"
          value={code}
          onChange={(value) => {
            setProblem(null)
            setCode(value)
          }}
          onComplete={(value) => verify.mutate(value)}
          error={problem !== null}
          disabled={verify.isPending}
        />
      </Center>
      {problem && (
        <Text size="sm" c="var(--mantine-color-error)" role="alert" ta="center">
          {problem}
        </Text>
      )}
      <Group justify="flex-end">
        <Button loading={verify.isPending} disabled={code.length < 6} onClick={() => verify.mutate(code)}>
          Switch on
        </Button>
      </Group>
    </Stack>
  )
}
