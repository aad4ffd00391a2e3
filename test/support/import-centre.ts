import type { PushRequest } from '#shared/sync/protocol.ts';
import type { DeskReplica } from './desk-replica.ts';

/** What the centre does for imports, on the desk's own rows: decides a line's commands in their order, each once. */
export interface ImportCentre {
  /** Commands decided, by line. */
  readonly lines: ReadonlyMap<string, number>;
  /** Answers that get lost from now on, after the work was done. */
  loseAnswers: number;
  /** Requests refused as if nobody were there. */
  isAway: boolean;
}

export function createImportCentre(desk: DeskReplica, offline: () => Error): ImportCentre {
  const lines = new Map<string, number>();
  const centre: ImportCentre = { lines, loseAnswers: 0, isAway: false };
  desk.centre = (path, body) => {
    if (centre.isAway) return Promise.reject(offline());
    if (path.endsWith('/outcomes')) return Promise.resolve({ outcomes: [] });
    const { client, commands } = body as PushRequest;
    for (const { mid, name, args } of commands) {
      const before = lines.get(client) ?? 0;
      if (mid <= before) continue;
      if (mid > before + 1) return Promise.resolve({ kind: 'gap', expectedMid: before + 1 });
      desk.host.runNamed(name, args);
      lines.set(client, mid);
    }
    if (centre.loseAnswers > 0) {
      centre.loseAnswers -= 1;
      return Promise.reject(offline());
    }
    return Promise.resolve({ kind: 'taken', lastMid: lines.get(client) ?? 0 });
  };
  return centre;
}
