import { act, fireEvent, screen } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import type { DeskStatus } from '#shared/ipc/status.ts';
import * as fixture from '#test/renderer/fixture.ts';
import { render } from '#test/renderer/render.tsx';
import { DialNumber } from './dial-number.tsx';

async function clicked(pbx: DeskStatus['pbx']) {
  const { bridge } = render(<DialNumber number="0221 4710 612" />, {
    state: { status: { ...fixture.status, pbx } },
  });
  await act(async () => undefined);
  const button = screen.getByRole('button');
  await act(async () => fireEvent.click(button));
  return { button, dialled: bridge.asked.filter(({ channel }) => channel === 'calls.dial').length };
}

describe('a number', () => {
  it('dials itself', async () => {
    const { button, dialled } = await clicked({ state: 'ready', adapter: 'ami' });
    expect([dialled, button.getAttribute('aria-disabled'), button.title]).toEqual([1, null, '']);
  });

  it('does not where all that is ready only listens, and says why', async () => {
    const { button, dialled } = await clicked({ state: 'ready', adapter: 'fritzbox', onlyListens: true });
    expect([dialled, button.getAttribute('aria-disabled')]).toEqual([0, 'true']);
    expect(button.title).toMatch(/meldet Anrufe nur/);
  });
});
