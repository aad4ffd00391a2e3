import { act, createEvent, fireEvent, screen } from '@testing-library/react';
import { beforeEach, describe, expect, it } from 'vitest';
import { render } from '#test/renderer/render.tsx';
import type { Rendered } from '#test/renderer/render.tsx';
import { DialScreen } from './dial-screen.tsx';

const dialled = ({ bridge }: Rendered): readonly unknown[] =>
  bridge.asked.filter(({ channel }) => channel === 'calls.dial').map(({ input }) => input);

async function open(params: Readonly<Record<string, string>>, path = '/dial'): Promise<Rendered> {
  window.location.hash = `#${path}`;
  const rendered = render(<DialScreen params={params} />);
  await act(async () => undefined);
  return rendered;
}

async function paste(text: string): Promise<void> {
  const field = screen.getByLabelText('Nummer eingeben oder einfügen');
  const event = createEvent.paste(field, { clipboardData: { getData: () => text } });
  await act(async () => void fireEvent(field, event));
}

describe('the dial screen', () => {
  beforeEach(() => {
    window.location.hash = '#/';
  });

  it('has a copied number under Enter, and dials nothing by itself', async () => {
    const rendered = await open({ number: '0221 4710612', from: 'clipboard' });
    expect(document.activeElement?.textContent).toContain('0221 4710612');
    expect(dialled(rendered)).toEqual([]);
    await act(async () => (document.activeElement as HTMLElement).click());
    expect(dialled(rendered)).toEqual([{ number: '0221 4710612', party: null }]);
  });

  it('keeps the focus from a number of another program', async () => {
    await open({ number: '0221 4710612' });
    expect(document.activeElement?.tagName).not.toBe('BUTTON');
  });

  it('shows each of several', async () => {
    await open({ number: '0221 4710612,0171 3920014', from: 'clipboard' });
    expect(screen.getAllByRole('button', { name: /anrufen/ })).toHaveLength(2);
    expect(screen.getByText(/stehen 2 Nummern/)).toBeTruthy();
  });

  it('says that there is none on the clipboard', async () => {
    await open({}, '/no-number');
    expect(screen.getByRole('alert').textContent).toBe('In der Zwischenablage steht keine Telefonnummer.');
    expect(document.activeElement).toBe(screen.getByLabelText('Nummer eingeben oder einfügen'));
  });

  it('says why a number that was to be dialled at once was not', async () => {
    await open({ number: '21', code: 'dial.not-ready' });
    expect(screen.getByRole('alert').textContent).toMatch(/Anlage/);
  });

  it('finds the number in what is pasted, and says when there is none', async () => {
    await open({});
    await paste('Bitte zurückrufen: 0221/4710-612 (Brandt)');
    expect(decodeURIComponent(window.location.hash)).toBe('#/dial/0221/4710-612/clipboard');
    window.location.hash = '#/dial';
  });

  it('says when what is pasted holds none', async () => {
    await open({});
    await paste('Guten Morgen');
    expect(screen.getByText('Darin steht keine Telefonnummer.')).toBeTruthy();
    expect(window.location.hash).toBe('#/dial');
  });
});
