import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import type { Command } from 'commander'
import type { SequenceKind, Sequences } from '#modules/sequences/index.ts'
import { invalidInput, messageOf } from '#platform/errors/index.ts'
import type { App } from '../app.ts'
import { print } from './output.ts'
import { type CommonOptions, forMember, type MemberOptions, withMember } from './with-app.ts'

type Face = {
  kind: SequenceKind
  /** A complete file to begin with. */
  example: string
  importFile(sequences: Sequences): Sequences['importCadenceFile']
  exportFile(sequences: Sequences): Sequences['exportCadenceFile']
}

/** What cadences and journeys have in common: they are files, published, paused and resumed. */
export const addSequenceCommands = (
  group: Command,
  { kind, example, importFile, exportFile }: Face,
): void => {
  group
    .command('example')
    .description('prints a complete sample to begin with')
    .option('--json', 'prints it as {"text"}')
    .action((options: CommonOptions) => print(options.json, { text: example }, () => [example.trimEnd()]))
  forMember(group.command('import <file>'))
    .description(`checks a ${kind} file and publishes it; a ${kind} of the same name is changed`)
    .option('--draft', 'keeps it as a draft instead of publishing it')
    .action((file: string, options: MemberOptions & { draft?: boolean }, command: Command) =>
      withMember(command, options, async ({ app, config, member }) => {
        const text = await readText(resolve(config.workingDir, file))
        const imported = await importFile(app.sequences)({
          companyId: member.companyId,
          userId: member.userId,
          text,
          publish: options.draft !== true,
        })
        const warnings = app.trackingWarning === null ? [] : [app.trackingWarning]
        print(options.json, { ...imported, warnings }, () => [
          `${imported.created ? 'Created' : imported.changed ? 'Changed' : 'Nothing changed in'} “${imported.name}”` +
            (options.draft ? ', kept as a draft.' : `, published as version ${imported.version}.`),
          ...warnings,
        ])
      }),
    )
  const named = (name: string, description: string) =>
    forMember(group.command(`${name} <name>`)).description(description)
  named('export', `prints a ${kind} as a file`).action(
    async (name: string, options: MemberOptions, command: Command) => {
      const text = await onSequence(command, options, { kind, name }, ({ app, companyId, sequenceId }) =>
        exportFile(app.sequences)({ companyId, sequenceId }),
      )
      print(options.json, { text }, () => [text.trimEnd()])
    },
  )
  named('publish', `makes the draft of a ${kind} live`).action(
    async (name: string, options: MemberOptions, command: Command) => {
      const published = await onSequence(command, options, { kind, name }, ({ app, companyId, sequenceId }) =>
        app.sequences.publishSequence({ companyId, sequenceId }),
      )
      print(options.json, published, () => [`Published “${name}” as version ${published.version}.`])
    },
  )
  named('pause', `holds a ${kind}: no mail of it leaves until it is resumed`).action(
    async (name: string, options: MemberOptions, command: Command) => {
      await onSequence(command, options, { kind, name }, ({ app, companyId, sequenceId }) =>
        app.sequences.pauseSequence({ companyId, sequenceId }),
      )
      print(options.json, { state: 'paused' }, () => [`Paused “${name}”.`])
    },
  )
  named('resume', `lets a paused ${kind} go on`).action(
    async (name: string, options: MemberOptions, command: Command) => {
      await onSequence(command, options, { kind, name }, ({ app, companyId, sequenceId }) =>
        app.sequences.resumeSequence({ companyId, sequenceId }),
      )
      print(options.json, { state: 'live' }, () => [`“${name}” goes on.`])
    },
  )
}

type OnSequence = { app: App; companyId: string; sequenceId: string }

/** Works on the cadence or journey that a command names. */
export const onSequence = <T>(
  command: Command,
  options: MemberOptions,
  { kind, name }: { kind: SequenceKind; name: string },
  work: (input: OnSequence) => Promise<T>,
): Promise<T> =>
  withMember(command, options, async ({ app, companyId }) => {
    const { id } = await app.sequences.sequenceByName({ companyId, kind, name, field: 'name' })
    return work({ app, companyId, sequenceId: id })
  })

/** The text of a file; throws `invalid_input` when it cannot be read. */
export const readText = async (path: string): Promise<string> => {
  try {
    return await readFile(path, 'utf8')
  } catch (error) {
    throw invalidInput('file', `The file ${path} cannot be read: ${messageOf(error)}.`, error)
  }
}
