import { act, screen } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import type { LiveCall } from '#shared/calls/live-call.ts';
import type { WrapUp } from '#shared/calls/wrap-up.ts';
import type { InteractionLine } from '#shared/features/interactions/contract.ts';
import { Caller } from '#renderer/features/interactions/call-row.tsx';
import { StripHead } from '#renderer/features/wrap-up/strip-head.tsx';
import * as fixture from '#test/renderer/fixture.ts';
import { render } from '#test/renderer/render.tsx';
import { CallBar } from './call-bar.tsx';
import { CallScreen } from './call-screen.tsx';

/** What SIP tells of a call the desk phone has dialled by itself: that there is one. */
const call: LiveCall = {
  id: fixture.callIdOf(50),
  direction: 'out',
  phase: 'talking',
  device: 'PJSIP/201',
  remote: {},
  match: { rule: 'unknown', candidates: [] },
  party: null,
  startedAt: fixture.NOW,
  answeredAt: fixture.NOW,
  endedAt: null,
};
const settle = (): Promise<void> => act(async () => undefined);

describe('an outbound call whose number nobody tells', () => {
  it('says so in the call bar', async () => {
    render(<CallBar />, { state: { calls: [call] } });
    await settle();
    expect(screen.getByText('Nummer unbekannt')).toBeTruthy();
  });

  it('says on its screen why', async () => {
    render(<CallScreen params={{ callId: call.id }} />, { state: { calls: [call], wrapUps: [] } });
    await settle();
    expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('Nummer unbekannt');
    expect(screen.getByText(/nennt keine Nummer/)).toBeTruthy();
  });

  it('says who it is instead where that is known', async () => {
    const named = fixture.ringing('exact', { ...call, match: fixture.matches.exact });
    const { display: _, ...given } = named;
    render(<CallBar />, { state: { calls: [given] } });
    await settle();
    expect(screen.getByText('Erika Brandt')).toBeTruthy();
    expect(screen.queryByText('Nummer unbekannt')).toBeNull();
  });

  it.each([
    ['out', /^Nummer unbekannt · /],
    ['in', /^(?!.*Nummer unbekannt)/],
  ] as const)('says so in the wrap-up: %s', (direction, head) => {
    const wrapUp: WrapUp = { ...fixture.wrapUps[0], number: null, direction } as WrapUp;
    const { container } = render(<StripHead wrapUp={wrapUp} />);
    expect(container.querySelector('header > span')?.textContent).toMatch(head);
  });

  it.each([
    ['out', 'Nummer unbekannt'],
    ['in', 'Unterdrückt'],
  ] as const)('says so in the log: %s', (direction, word) => {
    const line = { ...fixture.interactions[0], direction, number: null, partyName: null, partyId: null };
    render(<Caller line={line as InteractionLine} />);
    expect(screen.getByText(word)).toBeTruthy();
  });
});
