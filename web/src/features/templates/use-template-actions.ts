import { api, useApiMutation } from '#api/index.ts'
import { saveFile } from '#ui/charts/save-file.ts'
import { confirm } from '#ui/confirm.ts'
import { offerUndo } from '#ui/undo.tsx'
import type { Template } from './types.ts'

const CHANGES = ['/templates'] as const

/** What may be done with a template besides editing it. */
export const useTemplateActions = ({ onDeleted }: { onDeleted?: () => void } = {}) => {
  const share = useApiMutation({
    mutate: ({ id, shared }: Template) =>
      api.patch('/templates/{id}', { params: { path: { id } }, body: { shared: !shared } }),
    changes: CHANGES,
    done: ({ name, shared }) =>
      shared ? `Everybody can use “${name}”.` : `Only its owner, managers and admins see “${name}”.`,
  })
  const make = useApiMutation({
    mutate: ({ name, subject, body }: Pick<Template, 'name' | 'subject' | 'body'>) =>
      api.post('/templates', { body: { name, subject, body } }),
    changes: CHANGES,
    done: ({ name }) => `“${name}” is saved.`,
  })
  const remove = useApiMutation({
    mutate: ({ id }: Template) => api.delete('/templates/{id}', { params: { path: { id } } }),
    changes: CHANGES,
    onDone: (_answer, template) => {
      onDeleted?.()
      offerUndo({ message: `“${template.name}” is deleted.`, onUndo: () => make.mutate(template) })
    },
  })
  return {
    share: (template: Template) => share.mutate(template),
    duplicate: (template: Template) => make.mutate({ ...template, name: `${template.name} (copy)` }),
    remove: (template: Template) =>
      confirm({
        title: `Delete “${template.name}”?`,
        text: 'Cadences that were begun from it keep their text.',
        confirm: 'Delete',
        isDestructive: true,
        onConfirm: () => remove.mutate(template),
      }),
    exportFile: ({ name, subject, body }: Template) =>
      saveFile({
        name: `${name.replaceAll(/[\\/:*?"<>|]/g, '-')}.html`,
        content: `<!-- Subject: ${subject.replaceAll('--', '- -')} -->\n${body}\n`,
        type: 'text/html',
      }),
  }
}
