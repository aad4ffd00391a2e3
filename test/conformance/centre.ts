import fc from 'fast-check';
import { expect, it } from 'vitest';
import { NORTH, SOUTH } from '#test/simulation/scopes.ts';
import { answer, CLIENTS, EPOCH, newDesk, questionOf, settle } from './centre-desk.ts';
import type { CentreUnderTest, Client, Desk, Operation } from './centre-desk.ts';

const SCOPES = [[NORTH], [SOUTH], [NORTH, SOUTH]] as const;

const ofClient = { client: fc.constantFrom(...CLIENTS), scopes: fc.constantFrom(...SCOPES) };
const commandArb = fc.record({
  name: fc.constantFrom(
    'note.create',
    'note.title',
    'note.finish',
    'note.remove',
    'stroke.add',
    'note.poison',
    'gone',
  ),
  id: fc.constantFrom('n1', 'n2', 'n3'),
  text: fc.oneof(fc.constantFrom('one', 'two', ''), fc.string({ unit: 'grapheme', maxLength: 8 })),
  sees: fc.constantFrom('what is there', 'nothing', 'something else'),
});
const operationArb: fc.Arbitrary<Operation> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      ...ofClient,
      kind: fc.constant('push' as const),
      commands: fc.array(commandArb, { minLength: 1, maxLength: 4 }),
      /** 0: the next numbers; below: numbers given before; above: a gap. */
      shift: fc.constantFrom(0, 0, 0, 0, -1, -2, 1),
      /** Commands come as ones another client had written under these numbers. */
      firstAs: fc.option(
        fc.record({ client: fc.constantFrom(...CLIENTS), mid: fc.integer({ min: 1, max: 5 }) }),
      ),
      epoch: fc.constantFrom(EPOCH, EPOCH, EPOCH, null, 'another'),
    }),
  },
  { weight: 2, arbitrary: fc.record({ ...ofClient, kind: fc.constant('repeat' as const) }) },
  { weight: 4, arbitrary: fc.record({ ...ofClient, kind: fc.constant('pull' as const) }) },
  {
    weight: 1,
    arbitrary: fc.record({
      ...ofClient,
      kind: fc.constant('ask' as const),
      cursor: fc.nat({ max: 12 }),
      epoch: fc.constantFrom(EPOCH, null, 'another'),
    }),
  },
);

/** Two implementations of the port answer every sequence of requests alike. */
export function centresAgree(
  open: () => Promise<readonly [CentreUnderTest, CentreUnderTest]>,
  { runs, seed }: { readonly runs: number; readonly seed: number },
): void {
  const compare = async (operations: readonly Operation[]): Promise<void> => {
    const centres = await open();
    const desks = new Map<Client, Desk>();
    try {
      for (const [place, operation] of operations.entries()) {
        const desk = desks.get(operation.client) ?? newDesk();
        desks.set(operation.client, desk);
        const question = questionOf(operation, desk);
        const [reply, other] = [
          await answer(centres[0], operation, question, place),
          await answer(centres[1], operation, question, place),
        ];
        expect(other, JSON.stringify(question)).toEqual(reply);
        settle(desk, question, reply);
      }
    } finally {
      for (const centre of centres) await centre.close();
    }
  };

  it('a day at the office', () => compare(OFFICE));

  it(`${runs} random sequences`, { timeout: 300_000 }, () =>
    fc.assert(fc.asyncProperty(fc.array(operationArb, { minLength: 6, maxLength: 24 }), compare), {
      numRuns: runs,
      seed,
      endOnFailure: false,
    }),
  );
}

type Sight = Extract<Operation, { kind: 'push' }>['commands'][number]['sees'];
const both = [NORTH, SOUTH] as const;
const one = (name: string, text: string, sees: Sight = 'what is there') => [{ name, id: 'n1', text, sees }];
const pushes = (client: Client, name: string, text: string, sees?: Sight): Operation => ({
  ...{ kind: 'push', client, scopes: both, shift: 0, firstAs: null, epoch: EPOCH },
  commands: one(name, text, sees),
});
const pulls = (client: Client): Operation => ({ kind: 'pull', client, scopes: both });

/** Every kind of reply once: taken, repeated, a conflict, a refusal, a gap, a clone, the same under another number. */
const OFFICE: readonly Operation[] = [
  pulls('client-1'),
  pushes('client-1', 'note.create', 'first'),
  { kind: 'repeat', client: 'client-1', scopes: both },
  pulls('client-1'),
  pulls('client-3'),
  pushes('client-3', 'note.title', 'hers'),
  pushes('client-1', 'note.title', 'mine, late'),
  pushes('client-1', 'note.poison', 'x'),
  pushes('client-1', 'gone', 'x'),
  pulls('client-1'),
  { ...pushes('client-1', 'stroke.add', 'gap'), shift: 1 } as Operation,
  { ...pushes('client-1', 'stroke.add', 'another'), shift: -1 } as Operation,
  {
    ...pushes('client-2', 'note.create', 'first'),
    firstAs: { client: 'client-1', mid: 1 },
  } as Operation,
  { ...pushes('client-3', 'note.create', 'first'), firstAs: { client: 'client-1', mid: 1 } } as Operation,
  pulls('client-2'),
  pushes('client-3', 'note.remove', ''),
  pushes('client-1', 'note.finish', 'of what is gone'),
  pulls('client-1'),
  { kind: 'ask', client: 'client-1', scopes: both, cursor: 1, epoch: 'another' },
  { kind: 'ask', client: 'client-1', scopes: [NORTH], cursor: 2, epoch: EPOCH },
];
