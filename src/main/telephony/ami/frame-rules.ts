/**
 * Which frames of the PBX the library gets to see.
 *
 * asterisk-manager emits every `Event` and every `ActionID` as an event *name* on one emitter it also uses for itself:
 * `Event: rawevent` sends it into an endless loop, `ActionID: rawevent` throws in the next tick, `Response: Follows`
 * makes it swallow all that comes after. So only names known here pass, and only action ids of the form we make.
 */

/**
 * Events the tracker, the presentation gate and the lists understand (lower case). Dial plan steps and variables are
 * most of what a PBX can send and tell nothing of a call: they end here, wherever they come from.
 */
const knownEvents: ReadonlySet<string> = new Set([
  'newchannel',
  'newstate',
  'newcallerid',
  'newconnectedline',
  'rename',
  'hangup',
  'hanguprequest',
  'softhanguprequest',
  'dialbegin',
  'dialstate',
  'dialend',
  'bridgeenter',
  'bridgeleave',
  'hold',
  'unhold',
  'blindtransfer',
  'attendedtransfer',
  'pickup',
  'parkedcall',
  'parkedcallgiveup',
  'parkedcalltimeout',
  'unparkedcall',
  'localbridge',
  'localoptimizationbegin',
  'localoptimizationend',
  'originateresponse',
  'queuecallerjoin',
  'queuecallerleave',
  'queuecallerabandon',
  'agentcalled',
  'agentconnect',
  'agentcomplete',
  'agentringnoanswer',
  'agentdump',
  'confbridgejoin',
  'confbridgeleave',
  'coreshowchannel',
  'coreshowchannelscomplete',
  'status',
  'statuscomplete',
  'extensionstatus',
  'extensionstatelistcomplete',
  'presencestatus',
  'presencestatechange',
  'presencestatelistcomplete',
]);

/** Our UUIDs, and the milliseconds the library numbers its login with. */
const ourActionId = /^(?:[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|\d{13,24})$/;
const headerLine = /^([A-Za-z][A-Za-z0-9_-]*):[ \t]*(.*)$/s;

/** `Header: value`, normalised to one blank; nothing for a line the library would trip over. */
function headerOf(
  line: string,
): { readonly name: string; readonly line: string; readonly value: string } | undefined {
  if (line.includes('\0') || line.includes('__proto__')) return undefined;
  const match = headerLine.exec(line);
  const [, name, value] = match ?? [];
  if (name === undefined || value === undefined) return undefined;
  return { name: name.toLowerCase(), line: `${name}: ${value}`, value };
}

/** The frame as the library shall see it, or nothing. */
export function admit(lines: readonly string[]): string | undefined {
  let event: string | undefined;
  let response: string | undefined;
  let actionId: string | undefined;
  const rest: string[] = [];
  for (const raw of lines) {
    const header = headerOf(raw);
    if (header === undefined) continue;
    if (header.name === 'event') event ??= header.value.trim();
    else if (header.name === 'response') response ??= header.value.trim();
    else if (header.name === 'actionid') actionId ??= header.value.trim();
    else rest.push(header.line);
  }
  const own = actionId !== undefined && ourActionId.test(actionId);
  if (event !== undefined) {
    const name = event.toLowerCase();
    if (!knownEvents.has(name)) return undefined;
    rest.unshift(`Event: ${event}`);
  } else if (!own) {
    return undefined;
  }
  if (response !== undefined) {
    if (/follow/i.test(response)) return undefined;
    rest.push(`Response: ${response}`);
  }
  if (own) rest.push(`ActionID: ${String(actionId)}`);
  return `${rest.join('\r\n')}\r\n\r\n`;
}
