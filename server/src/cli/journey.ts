import type { Command } from 'commander'
import { EXAMPLE_JOURNEY } from '#modules/sequences/index.ts'
import { addSequenceCommands } from './sequence-commands.ts'

export const addJourneyCommands = (program: Command): void =>
  addSequenceCommands(
    program.command('journey').description('journeys with conditions and branches, as files'),
    {
      kind: 'journey',
      example: EXAMPLE_JOURNEY,
      importFile: (sequences) => sequences.importJourneyFile,
      exportFile: (sequences) => sequences.exportJourneyFile,
    },
  )
