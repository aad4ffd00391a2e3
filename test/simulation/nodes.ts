import type { Principal } from '#server/auth/principal.ts';
import type { SimulatedNode } from './wire.ts';
import type { World } from './world.ts';

/** One of the centre's processes, which dies and is started again. */
export interface MortalNode extends SimulatedNode {
  kill(): void;
  restart(): void;
  /** How wrong its clock is, ms. */
  clockOffset: number;
}

export function createNodes(world: World, count: number): readonly MortalNode[] {
  const nodes: MortalNode[] = [];
  const tell = (tenant: string, head: number): void => {
    for (const { listeners } of nodes) for (const hear of listeners) hear(tenant, head);
  };
  for (let index = 0; index < count; index++) nodes.push(createNode(world, index, tell));
  return nodes;
}

function createNode(world: World, index: number, tell: (tenant: string, head: number) => void): MortalNode {
  const { scheduler, centre } = world;
  const random = world.stream(`node ${index}`);
  let isUp = true;
  let life = 0;
  let asked = 0;
  const node: MortalNode = {
    clockOffset: 0,
    listeners: new Set<(tenant: string, ver: number) => void>(),
    closers: new Set<() => void>(),
    get isUp() {
      return isUp;
    },
    get life() {
      return life;
    },
    kill() {
      if (!isUp) return;
      isUp = false;
      world.count('a node dies');
      for (const close of node.closers) close();
      scheduler.after(500 + random() * 8_000, node.restart);
    },
    restart() {
      if (isUp) return;
      isUp = true;
      life++;
    },
    push: inner(() => real.push),
    pull: inner(() => real.pull),
    offer: inner(() => real.offer),
    sums: inner(() => real.sums),
    range: inner(() => real.range),
    async file(principal, id, from) {
      asked = life;
      return real.file(principal, id, from);
    },
  };
  const real = centre.createNode({
    clock: { now: () => Math.floor(scheduler.now()) + node.clockOffset },
    minSchema: () => world.minSchema,
    life: () => life,
    beforeStatement: () => {
      const { nodeDies } = world.profile;
      if (isUp && life === asked && nodeDies > 0 && random() < nodeDies) node.kill();
      if (!isUp || life !== asked) throw new Error('the node died');
    },
    pause: async () => {
      const { slow } = world.profile;
      if (slow > 0 && random() < slow) await scheduler.delay(random() * 200, new AbortController().signal);
    },
  });
  /** A request of an earlier life finds its node dead at the next statement. */
  function inner<A, B>(
    ask: () => (principal: Principal, request: A) => Promise<B>,
  ): (principal: Principal, request: A) => Promise<B> {
    return async (principal, request) => {
      asked = life;
      const { tenantId } = principal.actor;
      const before = centre.head(tenantId);
      const reply = await ask()(principal, request);
      const head = centre.head(tenantId);
      if (head > before) tell(tenantId, head);
      return reply;
    };
  }
  return node;
}
