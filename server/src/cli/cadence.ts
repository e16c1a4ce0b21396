import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import type { Command } from 'commander'
import { EXAMPLE_CADENCE } from '#modules/sequences/index.ts'
import { invalidInput, messageOf } from '#platform/errors/index.ts'
import type { App } from '../app.ts'
import { print } from './output.ts'
import { type CommonOptions, forMember, type MemberOptions, withMember } from './with-app.ts'

export const addCadenceCommands = (program: Command): void => {
  const cadence = program.command('cadence').description('cadences, as files that are kept in git')
  cadence
    .command('example')
    .description('prints a complete sample to begin with')
    .option('--json', 'prints it as {"text"}')
    .action((options: CommonOptions) =>
      print(options.json, { text: EXAMPLE_CADENCE }, () => [EXAMPLE_CADENCE.trimEnd()]),
    )
  forMember(cadence.command('import <file>'))
    .description('checks a cadence file and publishes it; a cadence of the same name is changed')
    .option('--draft', 'keeps it as a draft instead of publishing it')
    .action((file: string, options: MemberOptions & { draft?: boolean }, command: Command) =>
      withMember(command, options, async ({ app, config, member }) => {
        const text = await readText(resolve(config.workingDir, file))
        const imported = await app.sequences.importCadenceFile({
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
    forMember(cadence.command(`${name} <name>`)).description(description)
  named('export', 'prints a cadence as a file').action(
    async (name: string, options: MemberOptions, command: Command) => {
      const text = await onCadence(command, options, name, ({ app, companyId, sequenceId }) =>
        app.sequences.exportCadenceFile({ companyId, sequenceId }),
      )
      print(options.json, { text }, () => [text.trimEnd()])
    },
  )
  named('publish', 'makes the draft of a cadence live').action(
    async (name: string, options: MemberOptions, command: Command) => {
      const published = await onCadence(command, options, name, ({ app, companyId, sequenceId }) =>
        app.sequences.publishSequence({ companyId, sequenceId }),
      )
      print(options.json, published, () => [`Published “${name}” as version ${published.version}.`])
    },
  )
  named('pause', 'holds a cadence: no mail of it leaves until it is resumed').action(
    async (name: string, options: MemberOptions, command: Command) => {
      await onCadence(command, options, name, ({ app, companyId, sequenceId }) =>
        app.sequences.pauseSequence({ companyId, sequenceId }),
      )
      print(options.json, { state: 'paused' }, () => [`Paused “${name}”.`])
    },
  )
  named('resume', 'lets a paused cadence go on').action(
    async (name: string, options: MemberOptions, command: Command) => {
      await onCadence(command, options, name, ({ app, companyId, sequenceId }) =>
        app.sequences.resumeSequence({ companyId, sequenceId }),
      )
      print(options.json, { state: 'live' }, () => [`“${name}” goes on.`])
    },
  )
}

type OnCadence = { app: App; companyId: string; sequenceId: string }

/** Works on the cadence that a command names. */
export const onCadence = <T>(
  command: Command,
  options: MemberOptions,
  name: string,
  work: (input: OnCadence) => Promise<T>,
): Promise<T> =>
  withMember(command, options, async ({ app, companyId }) => {
    const { id } = await app.sequences.sequenceByName({ companyId, kind: 'cadence', name, field: 'name' })
    return work({ app, companyId, sequenceId: id })
  })

const readText = async (path: string): Promise<string> => {
  try {
    return await readFile(path, 'utf8')
  } catch (error) {
    throw invalidInput('file', `The file ${path} cannot be read: ${messageOf(error)}.`, error)
  }
}
