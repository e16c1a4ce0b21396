/** Why something that came along does not go on by itself; people read it. */
export const CAME_ALONG = 'Came with the company from another installation.'

const words = `'${CAME_ALONG}`

/**
 * What some columns hold after the move instead of what they held before, as SQL over the row `r`. Nothing is sent by itself: what ran stands
 * still until somebody lets it go on, and what opens something is empty until somebody enters it.
 */
export const ARRIVALS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  companies: {
    name: 'coalesce($3::text, r.name)',
    name_key: 'coalesce(lower($3::text), r.name_key)',
  },
  mailboxes: {
    state: `CASE WHEN r.state = 'running' THEN 'paused' ELSE r.state END`,
    pause_reason: `CASE WHEN r.state = 'removed' THEN r.pause_reason ELSE ${words} Sign in to it again, then resume it.' END`,
    paused_by: `CASE WHEN r.state = 'removed' THEN r.paused_by ELSE 'authentication' END`,
    resume_at: 'NULL',
    sync_error: 'NULL',
    unreadable_told_at: 'NULL',
  },
  sequences: {
    state: `CASE WHEN r.state = 'live' THEN 'paused' ELSE r.state END`,
    pause_reason: `CASE WHEN r.state = 'live' THEN ${words} Resume it when its mailboxes are ready.' ELSE r.pause_reason END`,
  },
  imports: {
    state: `CASE WHEN r.state IN ('waiting', 'running') THEN 'failed' ELSE r.state END`,
    error: `CASE WHEN r.state IN ('waiting', 'running') THEN 'The company was moved before the import had ended. Import the file again.' ELSE r.error END`,
  },
  webhooks: {
    state: `CASE WHEN r.state = 'on' THEN 'off' ELSE r.state END`,
    off_reason: `CASE WHEN r.state = 'on' THEN ${words} Its secret is new.' ELSE r.off_reason END`,
    // NOT NULL, and replaced at once by one that this installation can open.
    secret: `''`,
  },
  webhook_deliveries: {
    state: `CASE WHEN r.state = 'waiting' THEN 'cancelled' ELSE r.state END`,
    next_at: 'NULL',
  },
}
