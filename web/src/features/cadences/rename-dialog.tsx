import { api } from '#api/index.ts'
import { NameDialog } from './name-dialog.tsx'
import { CADENCE_PATHS } from './use-cadence-actions.ts'

type Props = { cadence: { id: string; name: string }; isOpen: boolean; onClose(): void }

/** Gives a cadence another name, at once. */
export const RenameDialog = ({ cadence: { id, name: before }, isOpen, onClose }: Props) => (
  <NameDialog
    title="Rename the cadence"
    action="Rename"
    isOpen={isOpen}
    onClose={onClose}
    before={before}
    send={(name) => api.patch('/cadences/{id}', { params: { path: { id } }, body: { name } })}
    changes={CADENCE_PATHS}
  />
)
