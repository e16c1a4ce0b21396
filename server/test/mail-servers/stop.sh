#!/usr/bin/env bash
# Ends what start.sh began in FOLDER.
set -u
base=$(readlink -m "$1")
postfix -c "$base/postfix/etc" stop >/dev/null 2>&1
doveadm -c "$base/dovecot/dovecot.conf" stop 2>/dev/null || kill "$(cat "$base/dovecot/run/master.pid")"
