import { Badge, Group, Text } from '@mantine/core'
import { IconPaperclip } from '@tabler/icons-react'
import type { ThreadMail } from '../types.ts'

/** What was attached. The files themselves stay in the mailbox. */
export const AttachmentList = ({ attachments }: Pick<ThreadMail, 'attachments'>) => {
  const shown = attachments.filter(({ inline }) => !inline)
  if (shown.length === 0) return null
  return (
    <Group gap="xs">
      {shown.map(({ fileName, mimeType, size }, index) => (
        <Badge
          // biome-ignore lint/suspicious/noArrayIndexKey: two attachments may have one name, and none changes places
          key={index}
          variant="default"
          size="lg"
          tt="none"
          fw={500}
          radius="sm"
          leftSection={<IconPaperclip size={14} aria-hidden />}
        >
          {fileName ?? mimeType} · {sizeText(size)}
        </Badge>
      ))}
      <Text size="xs" c="dimmed">
        Attachments stay in the mailbox; open the mail there to get them.
      </Text>
    </Group>
  )
}

const sizeText = (bytes: number): string => {
  if (bytes < 1_000) return `${bytes} B`
  return bytes < 1_000_000 ? `${Math.round(bytes / 1_000)} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`
}
