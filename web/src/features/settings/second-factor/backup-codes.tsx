import { Button, Code, CopyButton, Group, SimpleGrid, Stack, Text } from '@mantine/core'

/** Codes for the day on which the telephone is lost; shown this once. */
export const BackupCodes = ({ codes, onDone }: { codes: readonly string[]; onDone(): void }) => (
  <Stack>
    <Text size="sm">
      Keep these codes where you keep passwords. Each lets you in once, without the app. They are shown only
      now.
    </Text>
    <SimpleGrid cols={2} spacing="xs" component="ul" m={0} p={0}>
      {codes.map((code) => (
        <Code key={code} block component="li" ta="center">
          {code}
        </Code>
      ))}
    </SimpleGrid>
    <Group justify="flex-end">
      <CopyButton value={codes.join('\n')}>
        {({ copied, copy }) => (
          <Button variant="default" onClick={copy}>
            {copied ? 'Copied' : 'Copy all'}
          </Button>
        )}
      </CopyButton>
      <Button onClick={onDone}>I have kept them</Button>
    </Group>
  </Stack>
)
