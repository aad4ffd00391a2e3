import { describe, expect, it } from 'vitest';
import { DEFAULT_POLICY } from '#shared/auth/protocol.ts';
import { Emitter } from '#shared/kernel/emitter.ts';
import { createRecordedLog } from '#test/support/recorded-log.ts';
import type { StoredSession } from '../session/stored-session.ts';
import type { SyncNet } from './net.ts';
import { createSessionLink } from './session-link.ts';

const sessionOf = (userId: string): StoredSession => ({
  centre: 'http://127.0.0.1:4777',
  token: `token-of-${userId}`,
  tenantId: 'kv',
  tenantName: 'KV Lindental e. V.',
  demo: true,
  userId,
  userName: userId,
  roles: ['agent'],
  scopeId: 'scope',
  policy: DEFAULT_POLICY,
});

/** A desk whose session service and engine only say what they are asked. */
function setUp() {
  const desk = {
    here: null as string | null,
    speaker: null as string | null,
    author: undefined as string | undefined,
    ca: undefined as string | undefined,
    fault: undefined as Error | undefined,
  };
  const said: string[] = [];
  const changes = new Emitter<StoredSession | null>();
  const log = createRecordedLog();
  const link = createSessionLink({
    session: {
      current: () => (desk.here === null ? null : ({} as never)),
      speaker: (author) => {
        const who = author ?? desk.speaker;
        return who === null ? null : sessionOf(who);
      },
      sharesWith: () => ['colleague'],
      onChange: (listener) => changes.on(listener),
    },
    engine: {
      async connect({ owner }) {
        if (desk.fault) throw desk.fault;
        said.push(`${owner.userId} with ${owner.sharesWith?.join() ?? ''}`);
      },
      async disconnect() {
        said.push('nobody');
      },
    },
    author: () => desk.author,
    authorities: () => desk.ca,
    netOf: () => ({}) as SyncNet,
    log,
  });
  const signIn = (userId: string | null): void => {
    desk.here = userId;
    if (userId !== null) desk.speaker = userId;
    changes.emit(userId === null ? null : sessionOf(userId));
  };
  return { desk, said, log, link, signIn };
}

describe('the link of a session', () => {
  it('is that of whoever the desk speaks for, or nobody’s', async () => {
    const { desk, said, link } = setUp();
    await link.link();
    desk.speaker = 'nadine';
    await link.link();
    expect(said).toEqual(['nobody', 'nadine with colleague']);
  });

  it('follows the session from `follow` on', async () => {
    const { desk, said, link, signIn } = setUp();
    signIn('nadine');
    expect(said).toEqual([]);
    link.follow();
    signIn('nadine');
    desk.speaker = null;
    signIn(null);
    expect(said).toEqual(['nadine with colleague', 'nobody']);
  });

  it('goes on in the same name when somebody leaves a shared desk', async () => {
    const { said, link, signIn } = setUp();
    link.follow();
    signIn('nadine');
    signIn(null);
    expect(said).toEqual(['nadine with colleague']);
  });

  it('is another one’s while their work is the next to be sent', async () => {
    const { desk, said, link } = setUp();
    desk.speaker = 'mehmet';
    desk.author = 'nadine';
    await link.link();
    link.lookAgain();
    desk.author = undefined;
    link.lookAgain();
    expect(said).toEqual(['nadine with colleague', 'mehmet with colleague']);
  });

  it('is made anew when others are believed, and only then', async () => {
    const { desk, said, link } = setUp();
    desk.speaker = 'nadine';
    await link.link();
    link.believeAgain();
    desk.ca = 'another authority';
    link.believeAgain();
    link.believeAgain();
    expect(said).toEqual(['nadine with colleague', 'nadine with colleague']);
  });

  it('says where it could not be made, and tells who asks for it', async () => {
    const { desk, log, link, signIn } = setUp();
    link.follow();
    desk.fault = new Error('no address');
    signIn('nadine');
    await expect(link.link()).rejects.toThrow('no address');
    expect(log.lines).toEqual(['error the centre could not be linked']);
  });
});
