#!/usr/bin/env bash
# Debian's Postfix and Dovecot under a private folder, on loopback only, for the tests that want real servers.
#   start.sh FOLDER    IMAP 127.0.0.1:$IMAP_PORT (1143), LMTP :$LMTP_PORT (2424), SMTP :$SMTP_PORT (2525); any user, password "secret"
# Mail for @local.test is delivered; @refused.test is refused with 550 5.1.1 at RCPT; @bounce.test is accepted, refused by the next hop,
# and a genuine DSN comes back to the envelope sender. Needs postfix, dovecot-imapd, dovecot-lmtpd; Postfix wants to be started by root.
set -euo pipefail
base=$(readlink -m "$1")
imap_port=${IMAP_PORT:-1143} lmtp_port=${LMTP_PORT:-2424} smtp_port=${SMTP_PORT:-2525} far_port=${FAR_PORT:-2526}
mkdir -p "$base"/dovecot/{run,mail} "$base"/postfix/{etc,spool,data}
chmod 755 "$base"
chown -R nobody:nogroup "$base/dovecot"

cat > "$base/dovecot/dovecot.conf" <<CONF
base_dir = $base/dovecot/run
state_dir = $base/dovecot/run
log_path = $base/dovecot/run/log
protocols = imap lmtp
listen = 127.0.0.1
ssl = no
disable_plaintext_auth = no
default_internal_user = nobody
default_internal_group = nogroup
default_login_user = nobody
first_valid_uid = 1
mail_location = maildir:$base/dovecot/mail/%u
auth_mechanisms = plain login
mail_max_userip_connections = 100
recipient_delimiter = +
passdb {
  driver = static
  args = password=secret
}
userdb {
  driver = static
  args = uid=65534 gid=65534 home=$base/dovecot/mail/%u
}
service imap-login {
  chroot =
  inet_listener imap {
    port = $imap_port
  }
  inet_listener imaps {
    port = 0
  }
}
service anvil {
  chroot =
}
service stats {
  chroot =
}
service lmtp {
  inet_listener lmtp {
    address = 127.0.0.1
    port = $lmtp_port
  }
}
namespace inbox {
  inbox = yes
  mailbox Sent {
    auto = create
    special_use = \\Sent
  }
  mailbox Junk {
    auto = create
    special_use = \\Junk
  }
  mailbox Archive {
    auto = create
    special_use = \\Archive
  }
}
CONF
setpriv --reuid=65534 --regid=65534 --clear-groups dovecot -c "$base/dovecot/dovecot.conf"

cat > "$base/postfix/etc/main.cf" <<CONF
compatibility_level = 3.6
queue_directory = $base/postfix/spool
data_directory = $base/postfix/data
mail_owner = postfix
setgid_group = postdrop
myhostname = mx.local.test
mydestination =
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
mynetworks = 127.0.0.0/8
smtpd_relay_restrictions = permit_mynetworks, reject
virtual_mailbox_domains = local.test
virtual_mailbox_maps = static:all
virtual_transport = lmtp:inet:127.0.0.1:$lmtp_port
transport_maps = inline:{ { refused.test = error:5.1.1 User unknown in virtual mailbox table }, { bounce.test = smtp:[127.0.0.1]:$far_port } }
default_transport = error:5.4.4 no relay to the outside from this test server
relay_transport = error:5.4.4 no relay
smtp_host_lookup = native
maillog_file = $base/postfix/maillog
maillog_file_prefixes = $base
smtpd_client_connection_count_limit = 200
smtpd_client_connection_rate_limit = 0
default_process_limit = 100
CONF
cat > "$base/postfix/etc/master.cf" <<CONF
127.0.0.1:$smtp_port inet n - n - - smtpd
127.0.0.1:$far_port inet n - n - - smtpd
  -o myhostname=far.bounce.test
  -o { smtpd_recipient_restrictions = check_recipient_access static:{550 5.1.1 The email account that you tried to reach does not exist} }
cleanup unix n - n - 0 cleanup
qmgr unix n - n 300 1 qmgr
rewrite unix - - n - - trivial-rewrite
bounce unix - - n - 0 bounce
defer unix - - n - 0 bounce
trace unix - - n - 0 bounce
verify unix - - n - 1 verify
flush unix n - n 1000? 0 flush
proxymap unix - - n - - proxymap
smtp unix - - n - - smtp
relay unix - - n - - smtp
error unix - - n - - error
retry unix - - n - - error
discard unix - - n - - discard
local unix - n n - - local
virtual unix - n n - - virtual
lmtp unix - - n - - lmtp
anvil unix - - n - 1 anvil
scache unix - - n - 1 scache
tlsmgr unix - - n 1000? 1 tlsmgr
showq unix n - n - - showq
pickup unix n - n 60 1 pickup
postlog unix-dgram n - n - 1 postlogd
CONF
chown -R postfix "$base/postfix/data"
postfix -c "$base/postfix/etc" set-permissions >/dev/null 2>&1 || true
postfix -c "$base/postfix/etc" start >/dev/null 2>&1
echo "IMAP 127.0.0.1:$imap_port, SMTP 127.0.0.1:$smtp_port"
