import '@mantine/dropzone/styles.css'
import { Group, Stack, Text, Title } from '@mantine/core'
import { Dropzone } from '@mantine/dropzone'
import { IconAlertTriangle, IconFileSpreadsheet } from '@tabler/icons-react'
import { sentenceOf } from '#api/index.ts'
import { Callout } from '#ui/callout.tsx'
import { useUpload } from './use-upload.ts'

/** Takes a file by drop or by choice. */
export const DropFile = ({ onSent }: { onSent(sent: { upload: string; file: string }): void }) => {
  const { mutate, isPending, error } = useUpload(onSent)
  return (
    <Stack>
      <Dropzone
        onDrop={([file]) => file && mutate(file)}
        loading={isPending}
        multiple={false}
        radius="lg"
        p="xl"
        aria-label="Drop a CSV file here, or press Enter to choose one"
        inputProps={{ 'aria-label': 'A CSV file' }}
      >
        <Group justify="center" gap="lg" mih={140} style={{ pointerEvents: 'none' }}>
          <IconFileSpreadsheet size={44} stroke={1.25} aria-hidden />
          <Stack gap={2} maw={420}>
            <Title order={2} size="h3">
              Drop a CSV file here, or click to choose one
            </Title>
            <Text size="sm" c="dimmed">
              Commas, semicolons or tabs; up to 1 GB. The first row names the columns. Nothing is written
              before you have seen what each row would do.
            </Text>
          </Stack>
        </Group>
      </Dropzone>
      {error && (
        <Callout icon={IconAlertTriangle} color="red" title="The file was not taken" isAlert>
          {sentenceOf(error)}
        </Callout>
      )}
    </Stack>
  )
}
