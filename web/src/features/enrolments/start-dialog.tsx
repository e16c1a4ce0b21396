import { Modal } from '@mantine/core'
import { countOf } from '#ui/numbers.ts'
import { StartForm, type StartFormProps } from './start-form.tsx'
import type { StartProspects } from './types.ts'

type Props = StartFormProps & { opened: boolean }

/** Starts prospects in a cadence or journey, after showing what would come of it. */
export const StartDialog = ({ opened, onClose, ...rest }: Props) => (
  <Modal opened={opened} onClose={onClose} title={titleOf(rest.prospects)} size="xl">
    <StartForm {...rest} onClose={onClose} />
  </Modal>
)

const titleOf = (prospects: StartProspects): string =>
  'listId' in prospects
    ? 'Start everybody in the list'
    : `Start ${countOf(prospects.prospectIds.length, 'prospect')}`
