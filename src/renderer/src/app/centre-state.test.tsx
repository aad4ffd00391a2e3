import { screen } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { CERTIFICATE_FAULTS } from '#shared/ipc/certificate-fault.ts';
import type { DeskStatus } from '#shared/ipc/status.ts';
import { render } from '#test/renderer/render.tsx';
import { CentreState } from './centre-state.tsx';

const centre: DeskStatus['centre'] = { state: 'connecting', asOf: null, pending: 0, rejected: 0 };
const half = { done: 610_000, total: 1_000_000 };

describe('the first filling of a desk', () => {
  it.each([
    ['de', 4_000, '61 % · 610.000 von 1.000.000 · noch 4 s'],
    ['de', 180_000, '61 % · 610.000 von 1.000.000 · noch 3 min'],
    ['de', undefined, '61 % · 610.000 von 1.000.000'],
    ['en', 3_100, '61 % · 610,000 of 1,000,000 · 4 s left'],
  ] as const)('%s: says how far it is, and for how long yet (%s ms)', (language, remainingMs, text) => {
    const progress = { ...half, ...(remainingMs !== undefined && { remainingMs }) };
    render(<CentreState centre={{ ...centre, progress }} />, { language });
    expect(screen.getByText(text)).toBeDefined();
    expect(screen.getByRole('progressbar')).toMatchObject({ value: half.done, max: half.total });
  });

  it('is over: no bar, and how old what is there may be', () => {
    render(<CentreState centre={{ ...centre, state: 'offline', asOf: Date.now() }} />);
    expect(screen.queryByRole('progressbar')).toBeNull();
    expect(screen.getByRole('status').textContent).toMatch(/^Stand \d\d:\d\d · /);
  });
});

describe('a centre that cannot prove who it is', () => {
  it.each([
    ['de', 'expired', 'nicht vertrauenswürdig · Zertifikat ist abgelaufen · Verwaltung: Zertifikat erneuern'],
    [
      'de',
      'self-signed',
      'nicht vertrauenswürdig · Zertifikat ist von niemandem beglaubigt · in den Einstellungen das Zertifikat der Zentrale hinterlegen',
    ],
    ['en', 'wrong-host', "not trusted · certificate is for another name · check the centre's address"],
    [
      'en',
      'unknown-ca',
      "not trusted · certificate of an unknown authority · enter the authority's certificate in the settings",
    ],
  ] as const)('%s, %s: is no line that is down; says why and what to do', (language, fault, text) => {
    render(<CentreState centre={{ ...centre, state: 'untrusted', fault: `certificate-${fault}` }} />, {
      language,
    });
    const said = screen.getByRole('status').textContent;
    expect(said).toContain(text);
    expect(said).not.toContain('offline');
  });

  it.each(['de', 'en'] as const)('has words for every cause (%s)', (language) => {
    for (const fault of CERTIFICATE_FAULTS) {
      const { unmount } = render(
        <CentreState centre={{ ...centre, state: 'untrusted', fault: `certificate-${fault}` }} />,
        { language },
      );
      expect(screen.getByRole('status').textContent?.split(' · ')).toHaveLength(4);
      unmount();
    }
  });
});
