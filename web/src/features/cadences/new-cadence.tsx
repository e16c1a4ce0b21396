import { Button, Menu } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconFileImport, IconPlus, IconSparkles, IconTextPlus } from '@tabler/icons-react'
import { api, useApiMutation } from '#api/index.ts'
import { NameDialog } from '#features/sequences/name-dialog.tsx'
import { useOpenSequence } from '#features/sequences/use-open-sequence.ts'
import { useShortcuts } from '#ui/shortcuts/index.ts'
import { ImportDialog } from './import-dialog.tsx'

/** The ways in which a cadence begins: empty, from the example, from a file. */
export const NewCadence = ({ label = 'New cadence' }: { label?: string }) => {
  const { open: openPage } = useOpenSequence('cadence')
  const [isNaming, naming] = useDisclosure()
  const [isImporting, importing] = useDisclosure()
  const open = ({ id }: { id: string }) => void openPage(id)
  const example = useApiMutation({
    mutate: () => api.post('/cadences/example'),
    changes: ['/cadences'],
    onDone: open,
  })
  useShortcuts('Cadences', [{ keys: 'n', label: 'New cadence', run: naming.open }])
  return (
    <>
      <Menu position="bottom-end" width={240}>
        <Menu.Target>
          <Button leftSection={<IconPlus size={16} aria-hidden />} loading={example.isPending}>
            {label}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<IconTextPlus size={16} />} onClick={naming.open}>
            Empty
          </Menu.Item>
          <Menu.Item leftSection={<IconSparkles size={16} />} onClick={() => example.mutate()}>
            From the example
          </Menu.Item>
          <Menu.Item leftSection={<IconFileImport size={16} />} onClick={importing.open}>
            From a file (YAML)
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <NameDialog
        title="New cadence"
        action="Make it"
        isOpen={isNaming}
        onClose={naming.close}
        send={(name) => api.post('/cadences', { body: { name } })}
        changes={['/cadences']}
        onDone={open}
      />
      <ImportDialog isOpen={isImporting} onClose={importing.close} onDone={open} />
    </>
  )
}
