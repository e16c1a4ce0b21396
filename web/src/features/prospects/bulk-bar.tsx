import { Button, Loader, Menu, Text } from '@mantine/core'
import { IconChevronDown } from '@tabler/icons-react'
import { type ReactNode, useState } from 'react'
import { useHasRole } from '#app/session.ts'
import { type SequenceRef, StartDialog } from '#features/enrolments/index.ts'
import { confirm } from '#ui/confirm.ts'
import { countOf, formatNumber } from '#ui/numbers.ts'
import { BulkDialog, type BulkQuestion } from './bulk-dialog.tsx'
import classes from './prospects.module.css'
import type { Filter } from './prospects-search.ts'
import type { BulkAction, BulkRun } from './use-bulk-action.ts'
import type { Choices } from './use-choices.ts'

type Props = {
  /** Null: everybody whom the filter has. */
  selectedIds: readonly string[] | null
  filter: Filter
  /** How many the filter has, in words. */
  total: string
  progress: BulkRun | null
  isBusy: boolean
  choices: Choices
  onAction(action: BulkAction): void
  /** Absent when all of them are selected, or shown. */
  onSelectAll: (() => void) | undefined
  onClear(): void
}

/** What can be done to the selected prospects. */
export const BulkBar = (props: Props) => {
  const { selectedIds, filter, total, progress, isBusy, choices, onAction, onSelectAll, onClear } = props
  const mayManage = useHasRole('admin', 'manager')
  const [question, setQuestion] = useState<BulkQuestion | null>(null)
  const [isStarting, setStarting] = useState(false)
  const who = selectedIds ? countOf(selectedIds.length, 'prospect') : `all ${total}`
  const ask = (text: { title: string; text: string; confirm: string }, action: BulkAction) =>
    confirm({ ...text, isDestructive: true, onConfirm: () => onAction(action) })
  return (
    <div className={classes.bar} role="toolbar" aria-label="Selected prospects">
      <Text size="sm" fw={550} role="status">
        {progress ? `${formatNumber(progress.seen)} done so far` : `${capital(who)} selected`}
      </Text>
      {isBusy && <Loader size="xs" />}
      {onSelectAll && (
        <Button size="compact-sm" variant="subtle" onClick={onSelectAll}>
          Select all {total}
        </Button>
      )}
      <Button size="compact-sm" disabled={isBusy} onClick={() => setStarting(true)}>
        Start
      </Button>
      <Actions label="Tags" isBusy={isBusy}>
        <Menu.Item onClick={() => setQuestion('add_tags')}>Add tags…</Menu.Item>
        <Menu.Item onClick={() => setQuestion('remove_tags')}>Remove tags…</Menu.Item>
      </Actions>
      <Actions label="Change" isBusy={isBusy}>
        <Menu.Item onClick={() => setQuestion('set_list')}>Move to a list…</Menu.Item>
        <Menu.Item onClick={() => setQuestion('set_field')}>Set a field…</Menu.Item>
        {mayManage && <Menu.Item onClick={() => setQuestion('set_owner')}>Give to somebody…</Menu.Item>}
      </Actions>
      <Actions label="More" isBusy={isBusy}>
        <Menu.Item onClick={() => onAction({ kind: 'pause' })}>Pause what runs</Menu.Item>
        <Menu.Item onClick={() => onAction({ kind: 'resume' })}>Resume</Menu.Item>
        <Menu.Item
          onClick={() =>
            ask(
              {
                title: `Stop everything for ${who}?`,
                text: 'They leave all their cadences and journeys, and mails that wait to leave are withdrawn. This cannot be undone at once; you can start or resume them again.',
                confirm: 'Stop them',
              },
              { kind: 'stop' },
            )
          }
        >
          Stop everything…
        </Menu.Item>
        <Menu.Divider />
        <Menu.Item
          color="red.8"
          onClick={() =>
            ask(
              {
                title: `Unsubscribe ${who}?`,
                text: 'Whatever runs for them ends, and no mail goes to them any more, also when they are imported again. There is no undo.',
                confirm: 'Unsubscribe them',
              },
              { kind: 'unsubscribe' },
            )
          }
        >
          Unsubscribe…
        </Menu.Item>
        <Menu.Item
          color="red.8"
          onClick={() =>
            ask(
              {
                title: `Never contact ${who} again?`,
                text: 'Whatever runs for them ends, and nobody of the company can mail them, also when they are imported again. Managers can take it back for each.',
                confirm: 'Do not contact',
              },
              { kind: 'do_not_contact' },
            )
          }
        >
          Do not contact…
        </Menu.Item>
        <Menu.Item
          color="red.8"
          onClick={() =>
            ask(
              {
                title: `Delete ${who}?`,
                text: 'Their mails, answers, notes, tasks and calls are deleted with them, and whatever runs is stopped. This cannot be undone. Who unsubscribed stays unsubscribed.',
                confirm: 'Delete',
              },
              { kind: 'delete' },
            )
          }
        >
          Delete…
        </Menu.Item>
      </Actions>
      <Button size="compact-sm" variant="subtle" color="gray" onClick={onClear}>
        Clear
      </Button>
      <BulkDialog
        key={question}
        question={question}
        who={who}
        choices={choices}
        onClose={() => setQuestion(null)}
        onAction={onAction}
      />
      <StartDialog
        opened={isStarting}
        onClose={() => setStarting(false)}
        {...(selectedIds
          ? { prospects: { prospectIds: selectedIds }, onStarted: onClear }
          : {
              prospects: { filter },
              onStart: ({ id }: SequenceRef) => onAction({ kind: 'start', sequenceId: id }),
            })}
      />
    </div>
  )
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)

const Actions = ({ label, isBusy, children }: { label: string; isBusy: boolean; children: ReactNode }) => (
  <Menu position="top-start" shadow="md" withinPortal>
    <Menu.Target>
      <Button
        size="compact-sm"
        variant="default"
        disabled={isBusy}
        rightSection={<IconChevronDown size={14} aria-hidden />}
      >
        {label}
      </Button>
    </Menu.Target>
    <Menu.Dropdown>{children}</Menu.Dropdown>
  </Menu>
)
