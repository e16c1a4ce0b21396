/** Bears the sender's own id of a mail, so that a copy, or what comes back of it, is known where a server puts a Message-ID of its own. */
export const OUR_HEADER = 'X-Cadenza-Id'
