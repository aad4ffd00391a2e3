import { IconPhone } from '@tabler/icons-react';
import { fireEvent, screen } from '@testing-library/react';
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
});
