import { IconPhone } from '@tabler/icons-react';
import { fireEvent, screen, waitFor } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import { render } from '#test/renderer/render.tsx';
import { IconButton } from './icon-button.tsx';

describe('a small act', () => {
  it.each([
    [undefined, 1, 'call'],
    ['not here', 0, 'call: not here'],
  ] as const)('blocked by %s', (block, times, name) => {
    const onClick = vi.fn();
    render(<IconButton icon={IconPhone} label="call" onClick={onClick} block={block} />);
    fireEvent.click(screen.getByRole('button', { name }));
    expect(onClick).toHaveBeenCalledTimes(times);
  });

  it('says what it is once a mouse rests on it, until Escape or the mouse leaves', async () => {
    render(<IconButton icon={IconPhone} label="call" onClick={() => undefined} />);
    const button = screen.getByRole('button');
    const shown = (): string | undefined => screen.queryByRole('tooltip')?.textContent ?? undefined;
    fireEvent.pointerEnter(button, { pointerType: 'touch' });
    expect(shown()).toBeUndefined();
    for (const leave of [
      () => fireEvent.keyDown(window, { key: 'Escape' }),
      () => fireEvent.pointerLeave(button),
      () => fireEvent.pointerDown(button),
    ]) {
      fireEvent.pointerEnter(button, { pointerType: 'mouse' });
      await waitFor(() => expect(shown()).toBe('call'));
      leave();
      await waitFor(() => expect(shown()).toBeUndefined());
    }
  });
});
