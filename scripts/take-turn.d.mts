/** See take-turn.mjs. */
export function takeTurn(folder: string): Promise<() => void>
