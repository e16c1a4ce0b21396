import type { Command } from 'commander'
import { EXAMPLE_CADENCE } from '#modules/sequences/index.ts'
import { addSequenceCommands } from './sequence-commands.ts'

export const addCadenceCommands = (program: Command): void =>
  addSequenceCommands(program.command('cadence').description('cadences, as files that are kept in git'), {
    kind: 'cadence',
    example: EXAMPLE_CADENCE,
    importFile: (sequences) => sequences.importCadenceFile,
    exportFile: (sequences) => sequences.exportCadenceFile,
  })
