import type { HealthReport } from '#shared/features/black-box/contract.ts';
import { HEALTH } from '#shared/features/black-box/contract.ts';
import { healthOf } from '#shared/features/black-box/health.ts';
import type { HealthFacts } from '#shared/features/black-box/health.ts';
import type { Service } from '#shared/kernel/service.ts';
import type { Host } from '../../host/host.ts';
import { summarise } from './percentiles.ts';
import type { Recorder } from './recorder.ts';
import { countNumbers, listBoxes, popTimes, readBox } from './store.ts';

/** Calls the percentiles and the light of the presentation are made of. */
const MEASURED = 200;
const LOOKED_AT = 20;

export interface HealthWatch extends Service {
  report(): HealthReport;
}

/** Remembers what the links and the calls have shown, for whoever asks how the desk is. */
export function createHealthWatch(host: Host, recorder: Pick<Recorder, 'writeError'>): HealthWatch {
  let linkedAt: number | null = null;
  let heardAt: number | null = null;
  let wasReady = false;
  let detach: readonly (() => void)[] = [];

  function followLink(): void {
    const isReady = host.status().pbx.state === 'ready';
    if (isReady && !wasReady) linkedAt = host.clock.now();
    wasReady = isReady;
    host.touch([HEALTH]);
  }

  return {
    report() {
      const pop = summarise(popTimes(host.db, { limit: MEASURED }));
      const facts: HealthFacts = {
        status: host.status(),
        linkedAt,
        heardAt,
        calls: verifiedCalls(host),
        numbers: countNumbers(host.db),
        lookupP95: pop?.p95.matched ?? null,
        writeError: recorder.writeError,
      };
      return { stages: healthOf(facts), pop };
    },
    start() {
      followLink();
      detach = [
        host.onStatus(followLink),
        host.calls.onTrace(() => {
          const isFirst = heardAt === null || (linkedAt !== null && heardAt < linkedAt);
          heardAt = host.clock.now();
          if (isFirst) host.touch([HEALTH]);
        }),
      ];
    },
    stop() {
      for (const off of detach) off();
    },
  };
}

/** A number shown was verified; a call counts as withheld both when the PBX says so and when it says nothing. */
function verifiedCalls(host: Host): HealthFacts['calls'] {
  const outside = listBoxes(host.db, { limit: MEASURED })
    .filter(({ facts }) => facts?.direction === 'in' && facts.rule !== 'own-extension')
    .slice(0, LOOKED_AT);
  const verified = outside.filter(
    ({ id, facts }) => facts?.rule !== 'withheld' || tellsPresentation(host, id),
  );
  return { count: outside.length, verified: verified.length };
}

function tellsPresentation(host: Host, id: string): boolean {
  const frames = readBox(host.db, { id })?.frames ?? [];
  return frames.some(({ fields }) => Object.keys(fields).some((header) => header.endsWith('presentation')));
}
