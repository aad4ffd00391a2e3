import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CallEvent } from '#shared/calls/call-event.ts';
import type { QueueMiss } from '#shared/calls/queue-miss.ts';
import type { AmiFrame } from './frame.ts';
import { stepQueues, watchQueues } from './queue-watch.ts';
import type { QueueWatch } from './queue-watch.ts';
import { replay } from './replay/replay.ts';

const folder = join(import.meta.dirname, '../../../../test/fixtures/ami');

interface Told {
  readonly misses: readonly QueueMiss[];
  readonly events: readonly CallEvent[];
}

/** What a desk of PJSIP/203, which is in no queue, is told of a recorded call. */
async function hear(
  name: string,
  queues: readonly string[],
  presentation: 'recorded' | 'unknown' = 'recorded',
  edit: (text: string) => string = (text) => text,
): Promise<Told> {
  const bytes = Buffer.from(edit(readFileSync(join(folder, `${name}.ami`), 'utf8')));
  const misses: QueueMiss[] = [];
  const { events } = await replay(bytes, {
    devices: ['PJSIP/203'],
    queues,
    chunking: { by: 'random', seed: 7 },
    presentation,
    onQueueMissed: (miss) => misses.push(miss),
  });
  return { misses, events };
}

describe('a caller lost in a queue', () => {
  it('is told of though it rang only at others, and is no call of this desk', async () => {
    const { misses, events } = await hear('ast22-queue-abandon', ['RingAll']);
    expect(misses).toEqual([
      {
        queue: 'ringall',
        from: { number: '+491711234567', name: 'Erika Mustermann' },
        dialled: '+496213456200',
        group: '1795289042.40',
        at: expect.any(Number) as number,
      },
    ]);
    expect(events).toEqual([]);
  });

  it('is not told of where the queue was not chosen', async () => {
    expect((await hear('ast22-queue-abandon', ['rrmem'])).misses).toEqual([]);
    expect((await hear('ast22-queue-abandon', [])).misses).toEqual([]);
  });

  it('has no number and no name when the PBX does not say that it may be shown', async () => {
    const { misses } = await hear('ast22-queue-abandon', ['ringall'], 'unknown');
    expect(misses).toMatchObject([{ from: { withheld: true } }]);
    expect(JSON.stringify(misses)).not.toMatch(/1711234567|Erika/);
  });

  it('has none when it was withheld at any time, whatever the PBX says later', async () => {
    const { misses } = await hear('ast22-queue-abandon', ['ringall'], 'recorded', (text) =>
      text.replace(
        /ChanVariable: CALLERCLASS=\r\n(Queue: ringall)/,
        'ChanVariable: CALLERCLASS=\r\nChanVariable: CALLERID(pres)=prohib\r\n$1',
      ),
    );
    expect(misses).toMatchObject([{ from: { withheld: true } }]);
    expect(JSON.stringify(misses)).not.toMatch(/1711234567|Erika/);
  });

  it.each(['ast22-queue-ringall', 'ast22-queue-rrmemory-rna', 'ast22-queue-local'])(
    'is nobody in %s, where somebody answered',
    async (name) => {
      expect((await hear(name, ['ringall', 'rrmem', 'localq'])).misses).toEqual([]);
    },
  );
});

describe('the watch over queues', () => {
  const frame = (event: string, fields: Readonly<Record<string, string>>): AmiFrame => ({
    event,
    fields,
    variables: {},
  });

  it('bears any frames in bounded memory, and tells nothing but the lost of its queues', () => {
    const names = fc.constantFrom(
      'queuecallerjoin',
      'queuecallerabandon',
      'queuecallerleave',
      'hangup',
      'newstate',
    );
    const fields = fc.record({
      uniqueid: fc.oneof(fc.constantFrom('1.1', '1.2', '', '__proto__'), fc.string()),
      queue: fc.constantFrom('service', 'other', '', 'constructor'),
      calleridnum: fc.string(),
    });
    fc.assert(
      fc.property(fc.array(fc.tuple(names, fields), { maxLength: 60 }), (told) => {
        let watch: QueueWatch = watchQueues(['Service']);
        for (const [index, [event, values]] of told.entries()) {
          const step = stepQueues(watch, frame(event, values), index, index);
          if (step.missed) expect([event, values.queue]).toEqual(['queuecallerabandon', 'service']);
          watch = step.watch;
        }
        expect(watch.waiting.size).toBeLessThanOrEqual(told.length);
      }),
    );
    let watch = watchQueues(['service']);
    for (let n = 0; n < 3_000; n += 1)
      watch = stepQueues(
        watch,
        frame('queuecallerjoin', { uniqueid: `1.${String(n)}`, queue: 'service' }),
        n,
        n,
      ).watch;
    expect(watch.waiting.size).toBe(1_000);
  });
});
