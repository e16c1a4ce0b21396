/** Midnight after an instant, in the browser's time zone. */
export const endOfDay = (now: Date): Date => new Date(now.getFullYear(), now.getMonth(), now.getDate() + 1)
