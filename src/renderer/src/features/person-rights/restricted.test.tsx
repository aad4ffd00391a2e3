import { act, screen } from '@testing-library/react';
import { use } from 'react';
import type { ReactNode } from 'react';
import { describe, expect, it } from 'vitest';
import type { PersonRightsView, RestrictionView } from '#shared/features/person-rights/contract.ts';
import * as fixture from '#test/renderer/fixture.ts';
import { render } from '#test/renderer/render.tsx';
import { SeenContext } from '../../slots/seen.ts';
import { RestrictedSheet } from './restricted.tsx';

function Inside(): ReactNode {
  return <p>{use(SeenContext) ? 'seen' : 'not seen yet'}</p>;
}

const restriction: RestrictionView = {
  ...{ id: fixture.callIdOf(1), reason: 'kept-by-law', until: null, setAt: 1_000, setBy: 'Birgit' },
};

async function guarded(rights: Partial<PersonRightsView>): Promise<() => Promise<void>> {
  let answer: (value: unknown) => void = () => undefined;
  render(
    <RestrictedSheet partyId={fixture.partyIdOf(1)}>
      <Inside />
    </RestrictedSheet>,
    { answers: { 'person-rights.of': () => new Promise((resolve) => (answer = resolve)) } },
  );
  await act(async () => undefined);
  return () => act(async () => answer({ restriction: null, mayKeep: false, ...rights }));
}

describe('the sheet of somebody who may be restricted', () => {
  it('is there and asks before it is known, and nobody sees it yet', async () => {
    const know = await guarded({});
    const inside = screen.getByText('not seen yet');
    expect(inside.parentElement?.className).not.toBe('');
    await know();
    expect(screen.getByText('seen')).toBe(inside);
    expect(inside.parentElement?.className).toBe('');
  });

  it('is taken away where it may not be seen', async () => {
    const know = await guarded({ restriction });
    await know();
    expect(screen.queryByText(/seen/)).toBeNull();
  });

  it('is seen by those who answer for it', async () => {
    const know = await guarded({ restriction, mayKeep: true });
    await know();
    expect(screen.getByText('seen')).toBeTruthy();
  });
});
