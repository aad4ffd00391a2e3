import type { z } from 'zod';
import type { HistoryLine, HistoryView } from '#shared/features/sync-inbox/contract.ts';
import { HISTORY_PATH, historyReply } from '#shared/features/sync-inbox/history.ts';
import type { HistoryReply } from '#shared/features/sync-inbox/history.ts';
import type { Ref } from '#shared/kernel/ref.ts';
import type { Host } from '../../host/host.ts';
import { nameOf, viewOf } from './values.ts';

type Entry = HistoryReply['entries'][number];

/** Who changed what of a thing. The centre alone knows: fails with `centre.offline` without it. */
export async function history(
  host: Pick<Host, 'centre' | 'describe'>,
  { ref, limit }: { readonly ref: Ref; readonly limit: number },
): Promise<HistoryView> {
  const asked = { tbl: ref.type, pk: ref.id, limit };
  const { entries, more } = await host.centre<z.infer<typeof historyReply>>(
    HISTORY_PATH,
    asked,
    historyReply,
  );
  return { lines: entries.map((entry) => lineOf(host, entry)), more };
}

function lineOf(host: Pick<Host, 'describe'>, entry: Entry): HistoryLine {
  const { field, outcome, existed, actor, at } = entry;
  const who = nameOf(host, actor) ?? null;
  if (field === '*') {
    if (outcome !== 'applied') return { at, who, what: outcome };
    return { at, who, what: existed ? 'removed' : 'made' };
  }
  return {
    at,
    who,
    what: outcome === 'applied' ? 'changed' : outcome,
    field,
    old: viewOf(host, field, entry.old),
    new: viewOf(host, field, entry.new),
  };
}
