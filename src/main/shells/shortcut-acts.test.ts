import { describe, expect, it } from 'vitest';
import { currentCall } from '#shared/calls/current-call.ts';
import type { LiveCall } from '#shared/calls/live-call.ts';
import { AppError } from '#shared/kernel/app-error.ts';
import { liveCall } from '#test/support/live-call.ts';
import { createShortcutActs } from './shortcut-acts.ts';

function setUp({
  text = '',
  atOnce = false,
  signedIn = true,
  live = [] as readonly LiveCall[],
  refusal = undefined as unknown,
} = {}) {
  const opened: (string | undefined)[] = [];
  const dialled: string[] = [];
  const acts = createShortcutActs({
    isSignedIn: () => signedIn,
    clipboardText: async () => {
      if (text === 'unreadable') throw new Error('no clipboard');
      return text;
    },
    dialAtOnce: () => atOnce,
    calls: {
      live: () => live,
      async dial(number) {
        if (refusal !== undefined) throw refusal;
        dialled.push(number);
        return { id: 'x' };
      },
    },
    open: (route) => opened.push(route),
  });
  return { acts, opened, dialled };
}

describe('the key for the clipboard', () => {
  it('shows the number ready to be dialled, cleaned', async () => {
    const { acts, opened, dialled } = setUp({ text: ' Tel.: 0221/4710 612\n' });
    acts.dial();
    await expect.poll(() => opened).toEqual(['/dial/0221%2F4710%20612/clipboard']);
    expect(dialled).toEqual([]);
  });

  it('shows all of several, and says when there is none', async () => {
    const several = setUp({ text: '0221 4710612, 0171 3920014', atOnce: true });
    several.acts.dial();
    await expect.poll(() => several.opened).toEqual(['/dial/0221%204710612%2C0171%203920014/clipboard']);
    expect(several.dialled).toEqual([]);
    for (const text of ['Guten Tag', '', 'unreadable']) {
      const none = setUp({ text, atOnce: true });
      none.acts.dial();
      await expect.poll(() => none.opened).toEqual(['/no-number']);
    }
  });

  it('dials at once only where the settings say so, and shows why it could not', async () => {
    const fine = setUp({ text: '0221 4710612', atOnce: true });
    fine.acts.dial();
    await expect.poll(() => fine.dialled).toEqual(['0221 4710612']);
    expect(fine.opened).toEqual([]);
    const refused = setUp({ text: '21', atOnce: true, refusal: new AppError('dial.not-ready', 'no link') });
    refused.acts.dial();
    await expect.poll(() => refused.opened).toEqual(['/dial/21/refused/dial.not-ready']);
    const broken = setUp({ text: '21', atOnce: true, refusal: new Error('bug') });
    broken.acts.dial();
    await expect.poll(() => broken.opened).toEqual(['/dial/21/refused/internal']);
  });

  it('shows the sign-in while nobody is signed in, and no number', () => {
    const { acts, opened, dialled } = setUp({ text: '0221 4710612', atOnce: true, signedIn: false });
    acts.dial();
    expect([opened, dialled]).toEqual([[undefined], []]);
  });
});

describe('the key for the call', () => {
  const ringing = liveCall({ id: 'ringing', phase: 'ringing', startedAt: 5 });
  const talking = liveCall({ id: 'talking', phase: 'talking', startedAt: 1 });
  const ended = liveCall({ id: 'ended', phase: 'ended', startedAt: 9 });

  it('brings up the one the agent speaks on before the one that rings', () => {
    expect(currentCall([ringing, talking, ended])?.id).toBe('talking');
    expect(currentCall([ended, ringing])?.id).toBe('ringing');
    const { acts, opened } = setUp({ live: [ringing, talking] });
    acts.call();
    expect(opened).toEqual(['/call/talking']);
  });

  it('brings up the desk when there is none, or nobody is signed in', () => {
    const idle = setUp({ live: [ended] });
    idle.acts.call();
    const signedOut = setUp({ live: [ringing], signedIn: false });
    signedOut.acts.call();
    expect([idle.opened, signedOut.opened]).toEqual([[undefined], [undefined]]);
  });
});
