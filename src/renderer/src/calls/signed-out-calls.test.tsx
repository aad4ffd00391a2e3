import { act, screen } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { namelessCall } from '#shared/calls/nameless-call.ts';
import { ringing } from '#test/renderer/fixture.ts';
import { render } from '#test/renderer/render.tsx';
import { LoginScreen } from '../app/login-screen.tsx';
import { SignedOutPop } from './signed-out-calls.tsx';

describe('a call while nobody is signed in', () => {
  it('stands above the sign-in with its number, and says where the name is', async () => {
    const { bridge } = render(<LoginScreen />, { state: { session: null } });
    await act(async () => bridge.setCalls([namelessCall(ringing('exact'))]));
    expect(screen.getByRole('region', { name: 'Anrufe an diesem Platz' }).textContent).toBe(
      '0221 4710 612 ruft an. Wer das ist, steht hier nach dem Anmelden.',
    );
  });

  it('says of a withheld one only that, and nothing of one that is ignored', async () => {
    const { bridge } = render(<LoginScreen />, { state: { session: null } });
    const calls = [ringing('withheld'), ringing('ignored')];
    await act(async () => bridge.setCalls(calls.map(namelessCall)));
    expect(screen.getByRole('region', { name: 'Anrufe an diesem Platz' }).textContent).toBe(
      'Unterdrückt ruft an. Wer das ist, steht hier nach dem Anmelden.',
    );
  });

  it('in the small window leads to the sign-in', async () => {
    const { bridge } = render(<SignedOutPop />, {
      state: { session: null, calls: [namelessCall(ringing('exact'))] },
    });
    await screen.findByText(/0221 4710 612 ruft an/);
    await act(async () => screen.getByRole('button', { name: 'Anmelden' }).click());
    expect(bridge.asked).toContainEqual({ channel: 'shell.open', input: { route: '/' } });
  });
});
