import { fireEvent, render, screen } from '@testing-library/react';
import type { ReactNode } from 'react';
import { describe, expect, it, vi } from 'vitest';
import { useShortcut } from './shortcuts.ts';

function Listener({ combos, onAct }: { readonly combos: string; readonly onAct: () => void }): ReactNode {
  useShortcut(combos, onAct);
  return <input aria-label="field" />;
}

function setUp(combos: string) {
  const onAct = vi.fn();
  const { unmount } = render(<Listener combos={combos} onAct={onAct} />);
  return { onAct, unmount };
}

describe('useShortcut', () => {
  it('hears a combination and no other', () => {
    const { onAct, unmount } = setUp('Mod+k|/');
    fireEvent.keyDown(window, { key: 'k' });
    fireEvent.keyDown(window, { key: 'k', altKey: true, ctrlKey: true });
    expect(onAct).toHaveBeenCalledTimes(0);
    fireEvent.keyDown(window, { key: 'k', ctrlKey: true });
    fireEvent.keyDown(window, { key: 'k', metaKey: true });
    fireEvent.keyDown(window, { key: '/', shiftKey: true });
    expect(onAct).toHaveBeenCalledTimes(3);
    unmount();
    fireEvent.keyDown(window, { key: '/' });
    expect(onAct).toHaveBeenCalledTimes(3);
  });

  it('lets people type', () => {
    const { onAct } = setUp('n|Alt+n');
    const field = screen.getByLabelText('field');
    fireEvent.keyDown(field, { key: 'n', code: 'KeyN' });
    expect(onAct).toHaveBeenCalledTimes(0);
    fireEvent.keyDown(field, { key: 'n', code: 'KeyN', altKey: true });
    expect(onAct).toHaveBeenCalledTimes(1);
  });

  it('with Alt goes by the place of the key, whatever sign the layout makes of it', () => {
    const { onAct } = setUp('Alt+1');
    fireEvent.keyDown(window, { key: '¡', code: 'Digit1', altKey: true });
    expect(onAct).toHaveBeenCalledTimes(1);
  });

  it.each(['h', 't'])('hears each of two sequences that begin alike: g %s', (second) => {
    const { onAct, unmount } = setUp('g h|g t');
    fireEvent.keyDown(window, { key: 'g' });
    fireEvent.keyDown(window, { key: second });
    expect(onAct).toHaveBeenCalledTimes(1);
    unmount();
  });

  it('hears a sequence in its order', () => {
    const { onAct } = setUp('g c');
    fireEvent.keyDown(window, { key: 'c' });
    fireEvent.keyDown(window, { key: 'g' });
    expect(onAct).toHaveBeenCalledTimes(0);
    fireEvent.keyDown(window, { key: 'c' });
    expect(onAct).toHaveBeenCalledTimes(1);
  });
});
