/** An uncertain mail is judged no sooner than this after it was handed to the server, in milliseconds: a copy in Sent, or a bounce, takes its time. */
export const JUDGE_AFTER = 15 * 60_000
