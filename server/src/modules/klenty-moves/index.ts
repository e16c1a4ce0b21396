import type { MovesDeps } from './moves-deps.ts'
import { type RunMove, runMove } from './run-move.ts'

export type { KlentyServer } from './klenty-client.ts'
export type { Move, MoveCounts, MoveNotes, OnExisting } from './move.ts'
export type { MovesDeps } from './moves-deps.ts'
export type { MoveProgress, RanMove, RunMove } from './run-move.ts'
export { KLENTY_URL } from './server-url.ts'

export type KlentyMoves = ReturnType<typeof createKlentyMoves>

/** Moving here from a server that speaks the Klenty API. */
export const createKlentyMoves = (deps: MovesDeps) => ({
  runMove: (run: RunMove) => runMove(deps, run),
})
