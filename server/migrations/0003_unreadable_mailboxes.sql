-- When the owner of a mailbox was told that it cannot be read; null while it can, or while it is too early to say.
ALTER TABLE mailboxes ADD COLUMN unreadable_told_at timestamptz;
