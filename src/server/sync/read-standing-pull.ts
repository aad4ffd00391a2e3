import { standingPull } from '#shared/sync/protocol.ts';
import type { StandingPullMessage } from '#shared/sync/protocol.ts';

/** As `RawData` of the package ws. */
export type MessageData = Buffer | ArrayBuffer | readonly Buffer[];

/** undefined: it is none. How long it may be the socket itself sees to. */
export function readStandingPull(data: MessageData): StandingPullMessage | undefined {
  try {
    const parsed = standingPull.safeParse(JSON.parse(textOf(data)));
    return parsed.success ? parsed.data : undefined;
  } catch {
    return undefined;
  }
}

function textOf(data: MessageData): string {
  if (Buffer.isBuffer(data)) return data.toString('utf8');
  return (data instanceof ArrayBuffer ? Buffer.from(data) : Buffer.concat([...data])).toString('utf8');
}
