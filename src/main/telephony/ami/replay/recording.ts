/** A transcript: the raw bytes one AMI client received. */
export interface Recording {
  readonly bytes: Buffer;
  /** Bytes up to the end of the last whole frame; what follows was cut off. */
  readonly wholeBytes: number;
  /** Per channel name: the strongest `CALLERID(pres)` the recording shows for it. */
  readonly presentations: ReadonlyMap<string, string>;
}

const channelLine = /^(\w*?)Channel: (.+)$/;
const presentationLine = /^(\w*?)ChanVariable: CALLERID\(pres\)=(.+)$/;
const presentationSet = /^AppData: CALLERID\((?:num-|name-)?pres\)=(.+)$/;

export function readRecording(bytes: Buffer): Recording {
  return { bytes, wholeBytes: endOfLastFrame(bytes), presentations: presentationsIn(bytes.toString('utf8')) };
}

function endOfLastFrame(bytes: Buffer): number {
  const crlf = bytes.lastIndexOf('\r\n\r\n');
  const lf = bytes.lastIndexOf('\n\n');
  return Math.max(crlf < 0 ? 0 : crlf + 4, lf < 0 ? 0 : lf + 2);
}

/** A restriction seen anywhere wins: the first events of a withheld call still say "allowed". */
function presentationsIn(text: string): Map<string, string> {
  const presentations = new Map<string, string>();
  const note = (channel: string | undefined, value: string): void => {
    if (channel === undefined) return;
    const before = presentations.get(channel);
    if (before === undefined || (!before.startsWith('prohib') && value.startsWith('prohib')))
      presentations.set(channel, value);
  };
  for (const frame of text.split(/\r?\n\r?\n/)) {
    const channels = new Map<string, string>();
    for (const line of frame.split(/\r?\n/)) {
      const channel = channelLine.exec(line);
      if (channel?.[1] !== undefined && channel[2] !== undefined) channels.set(channel[1], channel[2]);
      const told = presentationLine.exec(line);
      if (told?.[1] !== undefined && told[2] !== undefined) note(channels.get(told[1]), told[2]);
      const set = presentationSet.exec(line);
      if (set?.[1] !== undefined) note(channels.get(''), set[1]);
    }
  }
  return presentations;
}
