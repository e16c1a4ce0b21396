import { Button, Menu, ScrollArea, Text } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconDeviceFloppy, IconTemplate } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { api, apiQuery } from '#api/index.ts'
import type { MailText } from '#features/mail-editor/index.ts'
import { NameDialog } from '#features/sequences/name-dialog.tsx'
import { offerUndo } from '#ui/undo.tsx'

type Props = { mail: MailText & { template: string }; onLoad(mail: MailText): void }

/** Begins the mail from a template, or keeps it as one. */
export const TemplateTools = ({ mail, onLoad }: Props) => {
  const [isSaving, saving] = useDisclosure()
  const [isOpen, menu] = useDisclosure()
  const { data } = useQuery({
    ...apiQuery('/templates', { params: { query: { limit: 200 } } }),
    enabled: isOpen,
  })
  const load = (name: string, text: MailText): void => {
    const before = { subject: mail.subject, body: mail.body }
    onLoad(text)
    offerUndo({ message: `The text is that of “${name}”.`, onUndo: () => onLoad(before) })
  }
  return (
    <>
      <Menu
        width={260}
        position="bottom-start"
        opened={isOpen}
        onChange={(open) => (open ? menu.open() : menu.close())}
      >
        <Menu.Target>
          <Button size="xs" variant="default" leftSection={<IconTemplate size={14} aria-hidden />}>
            Template
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<IconDeviceFloppy size={16} />} onClick={saving.open}>
            Save as a template
          </Menu.Item>
          <Menu.Divider />
          <Menu.Label>Load, in place of this text</Menu.Label>
          <ScrollArea.Autosize mah={260} type="scroll">
            {data?.items.map(({ id, name, subject, body }) => (
              <Menu.Item key={id} onClick={() => load(name, { subject, body })}>
                {name}
              </Menu.Item>
            ))}
          </ScrollArea.Autosize>
          {data?.items.length === 0 && (
            <Text size="xs" c="dimmed" px="sm" py={6}>
              There are none yet.
            </Text>
          )}
        </Menu.Dropdown>
      </Menu>
      <NameDialog
        title="Save as a template"
        action="Save"
        isOpen={isSaving}
        onClose={saving.close}
        before={mail.template}
        send={(name) => api.post('/templates', { body: { name, subject: mail.subject, body: mail.body } })}
        changes={['/templates']}
      />
    </>
  )
}
