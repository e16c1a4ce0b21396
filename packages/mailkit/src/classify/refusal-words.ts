import type { BounceReason } from './refusal.ts'

type Rule = readonly [reason: BounceReason, words: RegExp]

/*
 * What servers write, most specific first: the first rule that matches decides. Texts are folded (see `foldText`). The words are those
 * of the common servers' own sources and documents and their translations; nothing here is tied to one host.
 */
const WHO =
  '(?:user|recipient|mail ?box|account|address(?:ee)?|alias|person|customer|member|e-?mail|login|inbox|local.part)'
const NOT_THERE =
  "(?:unknown|not (?:be )?(?:found|exist|known|here|valid|listed|recogni[sz]ed|registered|present|local)|(?:does not|doesn'?t|do not|don'?t|didn'?t) exist|non.?exist\\w*|no longer exists?|invalid|unroutable|unavailable|is not (?:a |an )?(?:valid|known|registered|real))"

export const SPECIFIC_WORDS: readonly Rule[] = [
  [
    'login',
    /\b(?:smtp auth\w*|authentication) (?:is )?(?:required|needed)|turn on smtp auth|auth\w* (?:failed|failure|unsuccessful|credentials (?:invalid|further))|username and password not accepted|(?:invalid|bad|wrong) (?:login|credentials|password)|must (?:first )?(?:authenticate|log ?in|issue a starttls)|client was not authenticated|not logged in/,
  ],
  [
    'authentication',
    /\b(?:spf|dkim|dmarc|arc)\b.{0,80}(?:fail|not pass|reject|missing|invalid|polic|none|permerror|softfail|unauthenticated|verif|align)|(?:fail\w*|not pass|missing|invalid|unauthenticated).{0,60}\b(?:spf|dkim|dmarc)\b|unauthenticated (?:e-?mail|mail|sender)|(?:e-?mail|message|sender) (?:is )?(?:not |un)authenticated|does not meet .{0,30}authentication|not designated as (?:a )?permitted sender/,
  ],
  [
    'rate',
    /rate.?limit|too many (?:connections|messages|e-?mails|mails|recipients|concurrent|sessions|errors|requests)|throttl|too (?:fast|quickly)|(?:send\w*|outgoing|daily|hourly|outbound|message|recipient) (?:\w+ ){0,2}(?:limit|quota|rate)\b.{0,40}(?:exceed|reach|over)|exceed\w* .{0,40}(?:(?:send\w*|daily|hourly|outgoing|messages? per|recipients? per|emails? per|rate) ?(?:limit|quota|hour|day|minute)?|per (?:hour|day|minute))|unusual(?:ly high)? rate|limit .{0,20}per (?:hour|day|minute|session|connection)/,
  ],
  ['greylisted', /gr[ea]y.?list|postgrey|greylst/],
  [
    'sender-refused',
    /sender (?:e-?mail |mail )?(?:address |domain |verif\w* |verify |ip )?(?:is |was |has been )?(?:rejected|verif|refused|denied|unknown|invalid|not (?:found|exist|allowed|verified|accepted|permitted)|failed|does not|blacklisted|blocked|must)|(?:mail|envelope|header)?.?from:? (?:address |domain |header )?(?:\S+ )?(?:is |was )?(?:not (?:allowed|authori[sz]ed|permitted|verified|owned)|denied|refused|invalid)|mail from \S+ rejected|domain of (?:the )?sender|(?:sender|sending|your) domain .{0,30}(?:not (?:exist|resolve|found)|must|invalid)|return.?path .{0,30}(?:invalid|not)|(?:not (?:allowed|authori[sz]ed|permitted)|send ?as ?denied|permissions?) .{0,20}(?:to )?send as|(?:cannot|may not|not allowed to|not permitted to) (?:use|send (?:from|as))|address not verified/,
  ],
  [
    'too-large',
    /(?:message|mail|e-?mail|content|attachment|data|body|file)s? (?:\w+ ){0,3}(?:too (?:large|big|long)|size (?:limit|exceeds?)|exceeds (?:\w+ ){0,3}(?:size|maximum|limit))|size (?:of .{0,20})?(?:limit )?exceed|exceed\w* (?:the )?(?:\w+ ){0,3}(?:message|mail|file|maximum|fixed maximum) size|maximum message size|file too big|too (?:large|big) (?:message|mail)/,
  ],
  [
    'mailbox-full',
    /(?:mail ?box|inbox|account|user|quota|storage|mail ?drop|folder|recipient|box|disk|space)(?:'s)? .{0,50}(?:\bfull\b|over ?quota|over (?:the |its |his |their )?(?:\w+ )?(?:quota|limit|size)|exceed\w*|out of (?:storage|space)|insufficient)|(?:over|exceed\w*|out of|beyond|reached) (?:\w+ ){0,4}(?:quota|mailbox (?:size|limit)|storage)|quota .{0,30}(?:exceed|full|reached|used up|violation|usage)|\bfull (?:mail ?box|inbox)|mailbox (?:is )?full|insufficient (?:disk|storage|mailbox|quota)|not enough (?:storage|disk|space)|no (?:disk |storage )?space left|mailbox size limit|(?:casilla|buzon|bandeja|bo[iî]te|postfach|caixa|casella|posta).{0,40}(?:llen|agotad|pleine|voll|uberfullt|chei|pien|dolu)|mailbox lleno|переполнен|容量|メールボックスが|邮箱已满/,
  ],
  [
    'refused',
    /recipient preferences|(?:permission|authori[sz]ed|allowed|accepts?|restricted|permitted) .{0,60}(?:to (?:this|the) (?:recipient|group|mailbox|distribution|list|address)|(?:only )?from (?:\w+ ){0,3}(?:senders|members|people))|not (?:in|on) .{0,20}(?:allow|white) ?list|resolver\.rst|delivery not authori[sz]ed|only members|user (?:has )?(?:refused|rejected|blocked)|does not (?:wish|want) to receive|group .{0,60}(?:moderat|post|permission)/,
  ],
  [
    'blocked',
    /black ?list|block ?list|\b(?:d?rbl|dnsbl)\b|spamhaus|spamcop|barracuda ?(?:central|reputation)|\bsorbs\b|(?:client|remote|sending) (?:host|ip|server) .{0,60}(?:rejected|blocked|refused|banned|denied)|\bip\b.{0,40}(?:blocked|banned|bloque|listed|reputation)|banned sending ip|\blisted (?:at|in|by|on)\b|(?:bad|poor|low) (?:\w+ )?reputation|open relay/,
  ],
  [
    'spam',
    /(?:message|content|mail|body|text|e-?mail|it|which|subject|url|link)s? .{0,60}(?:spam|junk|virus|malware|phish|unsolicited|bulk|suspicious)|(?:spam|junk|virus|malware|phish\w*|unsolicited|suspicious) ?(?:message|content|mail|e-?mail|detect|score|filter|classif|reject|is |was |found|not accepted|infected|bulk)|\b(?:ube|uce)\b|content (?:was |is )?(?:rejected|refused|denied|not accepted|filter)|(?:rejected|refused|blocked|denied) .{0,30}(?:content|spam|as (?:junk|bulk))|looks like spam|considered (?:as )?spam|infected (?:with|by)|dangerous (?:attachment|content)|mail rejete|message (?:contains?|contenant) .{0,40}(?:blocked|prohibited|banned|illegal|unacceptable)|classified as/,
  ],
  [
    'unknown-user',
    new RegExp(
      `${WHO}(?:\\(?e?s\\)?)? .{0,60}?${NOT_THERE}|(?:unknown|no such|no|invalid|non.?exist\\w*|undeliverable|bad|illegal|unroutable|unrouteable) (?:\\w+ ){0,2}?(?:local |virtual |valid |mail |e-?mail |destination |recipient |to )?${WHO}|no mailbox (?:here )?(?:by|with) that name|(?:does not|doesn'?t) have an? .{0,60}account|not (?:our|a local) (?:customer|user)|(?:recipient|destination|rcpt)(?: e-?mail)?(?: address)?(?:es)? (?:was |were |is )?(?:rejected|refused|denied)|address rejected|\\S+@\\S+ rejected\\b|unroutable address|unrouteable address|recipient ?not ?found|not a registered|mailbox (?:is )?(?:unavailable|not available|not found)|not listed in|no valid recipients?|check (?:if )?(?:the )?(?:e-?mail )?address is correct|(?:destinata\\w+|usuario|benutzer|empfanger|adresse?|direccion|indirizzo|utente|utilisateur|bo[iî]te|casilla|buzon|endereco|gebruiker|e-?mailadres|geadresseerde|kullanici|odbiorc\\w+|postfach|konto|mottagare\\w*|modtager\\w*)\\b.{0,60}(?:desconocid|inconnu|unbekannt|no existe|n'existe|nicht (?:gefunden|vorhanden|existi|bekannt)|existiert nicht|invalid|inexist|inesist|sconosciut|non (?:valid|esist|trovat)|nao (?:existe|encontrad)|no (?:valid|encontrad)|introuvable|niet (?:gevonden|bekend|geldig)|onbekend|yok|bulunamad|nie istnieje|nieznan|okand|ukendt|finns inte|findes ikke)|(?:пользовател|адрес|ящик|получател).{0,60}(?:не (?:найден|существ|зарегистр)|неизвест|отсутств)|ユーザー?.{0,20}(?:不明|存在)|(?:用户|收件人|邮箱|地址).{0,20}(?:不存在|未知)`,
    ),
  ],
  [
    'disabled',
    /(?:account|mail ?box|user|recipient|address|compte|cuenta|konto|conta|e-?mail) .{0,50}(?:disabled|inactive|suspend|deactivat|de-activat|discontinued|lock(?:ed)?\b|frozen|blocked|closed|expired|not active|terminated|cancel|bloque|desactivad|gesperrt|deaktiviert|bloquead)|(?:disabled|inactive|suspended|deactivated|closed|frozen) (?:\w+ )?(?:account|mail ?box|user|recipient|address)/,
  ],
  [
    'moved',
    /(?:has |have |user |recipient )moved\b|changed (?:his |her |my |their |the |its )?(?:e-?mail )?address|no longer (?:on|at|with|here|in use|valid|available|work|active|in service|accept|employ|used|monitored)|(?:new|current) address is|please (?:try|use) <?\S+@|user not local/,
  ],
  [
    'unknown-host',
    /(?:host|domain)(?: name)?s? .{0,60}?(?:unknown|not (?:be )?(?:found|exist|resolve|valid)|(?:does not|doesn'?t) (?:exist|accept|receive|resolve)|no such|invalid)|(?:unknown|no such|invalid|bad|non.?existent|illegal) (?:\w+ ){0,2}(?:host|domain)|nxdomain|null ?mx|no (?:valid )?(?:mx|mail exchanger|mail server)\b|unrouteable mail domain|mx records? point\w* to non-?existent|name service error .{0,80}(?:not found|malformed|no data)|no relevant answers|doesn'?t receive e?-?mail|host unknown|unable to (?:find|resolve) (?:the )?(?:domain|host)|556 /,
  ],
  [
    'relay-denied',
    /relay(?:ing)? (?:is |was |access )?(?:not (?:permitted|allowed)|denied|prohibited|forbidden|disabled|attempt)|(?:unable|not (?:allowed|permitted|authori[sz]ed)|cannot|refus\w*) to relay|do(?:es)? not relay|(?:insecure|deny\w*|no|blocked) (?:mail |third.party )?relay|rcpthosts|not (?:a |an )?(?:registered )?gateway/,
  ],
  [
    'expired',
    /retry time(?:out)? (?:not reached|exceeded)|(?:delivery|message|queue|retry) .{0,30}(?:expired|timeout exceeded|too long)|too long in (?:the )?queue|queue too long|after multiple retries|giving up|(?:could not|cannot|can't|unable to|not) .{0,20}(?:be )?(?:deliver\w*|send\w*) .{0,40}(?:for|in|after|within|more than) .{0,12}\d+ ?(?:hour|day|minute|h\b|d\b)|cannot send message for/,
  ],
  [
    'network',
    /connection (?:\w+ )?(?:timed? ?out|refused|reset|lost|dropped|failed|closed|died|error)|(?:operation|session|server|connect\S*|greeting|read|write|connection).{0,80}timed? ?out|no route to host|network (?:is )?unreachable|unable to (?:connect|contact|establish)|(?:could not|couldn't|cannot|can't|wasn't able to|not able to|failed to|did not accept our requests to) .{0,20}connect|establish an smtp connection|host (?:is )?(?:not reachable|unreachable|down)|lost connection|\btimed out\b|connect(?:ion)? to .{0,80}(?:refused|failed|closed)|(?:tls|ssl|certificate|handshake).{0,60}(?:fail|error|required|invalid|not|unavailable)|(?:name|dns|host name|host) (?:\w+ ){0,2}(?:lookup|resolution|server) (?:failure|failed|error|timed|problem)|dns (?:error|fail)|name service error|host or domain name not found/,
  ],
]

/** Words that fit many refusals: they decide only where neither the rules above nor the status code say more. */
export const GENERIC_WORDS: readonly Rule[] = [
  [
    'blocked',
    /(?:\bip\b|address|host|server|network|client|connection)s? .{0,60}(?:block|ban(?:ned)?\b|reject|reputation|denied|not (?:allowed|accepted|permitted)|invalid)|reputation|reverse dns|\bptr\b|\brdns\b|no access from|access denied|access from ip|\bhelo\b|\behlo\b|invalid ip|too many complaints|complaint rate|not accepting mail from|service refuse/,
  ],
  [
    'system',
    /(?:system|internal|server|local|configuration|software|resource|disk|i\/o|unexpected|temporary|temporarily).{0,30}(?:problem|error|failure|unavailable|fault|busy|trouble|full|deferred|rejected|denied)|service (?:currently |temporarily )?(?:unavailable|not available)|mail (?:loop|loops)|loop(?:s|ing)? (?:detected|back)|too many (?:hops|received)|try (?:again|it again) later|resources? (?:temporarily )?unavailable|command (?:failed|died)|mailer|unknown mailer error|aborted|could not be delivered due to/,
  ],
  [
    'protocol',
    /syntax error|sequence of commands|(?:command|argument|parameter).{0,30}(?:not (?:recogni|implement|allow)|unrecogni|unknown|invalid)|protocol (?:error|violation)|bare (?:lf|newline|cr)|need (?:mail|rcpt)/,
  ],
  [
    'policy',
    /polic(?:y|ies)|not (?:allowed|permitted|accepted|authori[sz]ed)|denied|refus|prohibit|restrict|unauthori[sz]ed|permission|administrat|forbidden/,
  ],
]
