import { Button, Menu } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconFileImport, IconPlus, IconSparkles, IconTextPlus } from '@tabler/icons-react'
import { api, useApiMutation } from '#api/index.ts'
import { NameDialog } from '#features/sequences/name-dialog.tsx'
import { useOpenSequence } from '#features/sequences/use-open-sequence.ts'
import { useShortcuts } from '#ui/shortcuts/index.ts'
import { ImportDialog } from './import-dialog.tsx'

/** Nothing yet but its end, before which everything else is put. */
const EMPTY = { start: 'End', nodes: [{ name: 'End', kind: 'end' as const }] }

/** The ways in which a journey begins: empty, from the example, from a file. */
export const NewJourney = ({ label = 'New journey' }: { label?: string }) => {
  const { open } = useOpenSequence('journey')
  const [isNaming, naming] = useDisclosure()
  const [isImporting, importing] = useDisclosure()
  const example = useApiMutation({
    mutate: () => api.post('/journeys/example'),
    changes: ['/journeys'],
    onDone: ({ id }) => void open(id),
  })
  useShortcuts('Journeys', [{ keys: 'n', label: 'New journey', run: naming.open }])
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
        title="New journey"
        action="Make it"
        isOpen={isNaming}
        onClose={naming.close}
        send={(name) => api.post('/journeys', { body: { name, definition: EMPTY } })}
        changes={['/journeys']}
        onDone={({ id }) => void open(id)}
      />
      <ImportDialog isOpen={isImporting} onClose={importing.close} onDone={(id) => void open(id)} />
    </>
  )
}
