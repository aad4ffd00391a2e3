import { randomBytes } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { createDeskProcess } from '#demo/desk-process.ts';
import { createRandom } from '#demo/data/random.ts';
import { createDemoPbx } from '#demo/pbx/demo-pbx.ts';
import type { CallTrace } from '#shared/calls/call-trace.ts';
import { stopAll } from '#shared/kernel/service.ts';
import type { Service } from '#shared/kernel/service.ts';
import { launchChromium } from '#test/browser/chromium.ts';
import { openDeskPage } from '#test/support/desk-page.ts';
import type { FilledProfile } from '../lib/filled-profile.ts';
import { digitsOf } from '../lib/load-replica.ts';
import { spread } from '../lib/stats.ts';
import type { Spread } from '../lib/stats.ts';
import type { MatchResult } from '../match/lookup.ts';
import { benchLookup } from '../match/run.ts';

export interface PopResult {
  readonly parties: number;
  /** ms from the write of the AMI event that says "ringing" to the painted pop. */
  readonly total: Spread;
  readonly stages: Readonly<Record<'socketAndParse' | 'track' | 'match' | 'tell' | 'toPaint', Spread>>;
  readonly match: MatchResult;
}

const EXTENSION = '21';
const START_SCRIPT = join(import.meta.dirname, '../../src/launch/start.ts');
const WARM_UP = 20;
const PAUSE_MS = 20;

/** AMI bytes written → sheet painted in Chromium, on the desk as it ships, beside the look-up alone. */
export async function benchPop({
  filled,
  calls,
  say,
}: {
  readonly filled: FilledProfile;
  readonly calls: number;
  readonly say: (line: string) => void;
}): Promise<PopResult> {
  const { home, profile, parties } = filled;
  const running: Service[] = [];
  try {
    const random = createRandom(1);
    const match = benchLookup(filled, say);

    const secret = randomBytes(12).toString('hex');
    const secretFile = join(home, 'secret');
    await writeFile(secretFile, secret, { mode: 0o600 });
    const pbx = createDemoPbx({
      users: { desk: secret },
      owners: [{ extension: EXTENSION, owner: 'Nadine Kröger' }],
    });
    await pbx.start();
    running.push(pbx);
    const desk = createDeskProcess({
      name: 'the desk',
      script: START_SCRIPT,
      args: [
        ...[
          '--shell',
          'browser',
          '--no-open',
          '--profile',
          profile,
          '--data',
          home,
          '--device',
          `PJSIP/${EXTENSION}`,
        ],
        ...['--ami', `127.0.0.1:${pbx.amiPort}`, '--ami-user', 'desk', '--ami-secret-file', secretFile],
      ],
    });
    await desk.start();
    running.push(desk);
    const browser = await launchChromium();
    running.push({ start() {}, stop: () => browser.close() });
    const { page, ask, close } = await openDeskPage(browser, desk.address ?? '');
    running.push({ start() {}, stop: close });
    await waitUntil(async () =>
      JSON.stringify(await ask('session.status', {})).includes('"pbx":{"state":"ready"'),
    );

    const [phone] = pbx.phones;
    if (!phone) throw new Error('no phone');
    const painted: { readonly id: string; readonly ringAt: number; readonly paintedAt: number }[] = [];
    const traces = new Map<string, CallTrace>();
    const seen = new Set<string>();
    for (let call = 0; call < calls + WARM_UP; call++) {
      let ringAt = 0;
      const unsubscribe = phone.onChange(({ state }) => {
        // The phone shows the call right after its "ringing" was written to the manager sessions.
        if (state === 'ringing') ringAt = performance.timeOrigin + performance.now();
      });
      const number = `+${digitsOf(random.int(parties))}`;
      const ended = pbx.incoming({
        caller: { number, name: '' },
        dialled: `+4922147101${EXTENSION}`,
        phones: [phone],
      });
      const mark = await page.waitForFunction(
        (known) => {
          const found = performance
            .getEntriesByType('mark')
            .find((entry) => entry.name.startsWith('pop-painted:') && !known.includes(entry.name));
          return found && { name: found.name, at: performance.timeOrigin + found.startTime };
        },
        [...seen],
        { polling: 'raf', timeout: 10_000 },
      );
      const { name, at } = await mark.jsonValue().then((value) => value ?? { name: '', at: 0 });
      seen.add(name);
      unsubscribe();
      phone.press('hang-up');
      await ended;
      const id = name.slice('pop-painted:'.length);
      for (const trace of (await ask('calls.traces', {})) as readonly CallTrace[])
        if (trace.id === id) traces.set(id, trace);
      await ask('calls.dismiss', { id });
      await page.evaluate(() => performance.clearMarks());
      seen.clear();
      if (call >= WARM_UP) painted.push({ id, ringAt, paintedAt: at });
      await sleep(PAUSE_MS);
    }
    return {
      parties,
      total: spread(painted.map(({ ringAt, paintedAt }) => paintedAt - ringAt)),
      stages: stagesOf(painted, traces),
      match,
    };
  } finally {
    await stopAll(running);
  }
}

function stagesOf(
  painted: readonly { readonly id: string; readonly ringAt: number; readonly paintedAt: number }[],
  traces: ReadonlyMap<string, CallTrace>,
): PopResult['stages'] {
  const rows = painted.flatMap(({ id, ringAt, paintedAt }) => {
    const stage = traces.get(id)?.stages.find(({ event }) => event === 'ringing');
    if (!stage || stage.matchedAt === null) return [];
    const { eventAt, trackedAt, matchedAt, emittedAt } = stage;
    return [
      {
        socketAndParse: eventAt - ringAt,
        track: trackedAt - eventAt,
        match: matchedAt - trackedAt,
        tell: emittedAt - matchedAt,
        toPaint: paintedAt - emittedAt,
      },
    ];
  });
  const of = (stage: keyof PopResult['stages']): Spread => spread(rows.map((row) => row[stage]));
  return {
    socketAndParse: of('socketAndParse'),
    track: of('track'),
    match: of('match'),
    tell: of('tell'),
    toPaint: of('toPaint'),
  };
}

async function waitUntil(isTrue: () => Promise<boolean>): Promise<void> {
  const end = performance.now() + 60_000;
  while (!(await isTrue())) {
    if (performance.now() > end) throw new Error('the desk did not become ready for calls within 60 s');
    await sleep(50);
  }
}
