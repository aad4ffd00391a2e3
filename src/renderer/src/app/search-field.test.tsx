import { act, fireEvent, screen } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { render } from '#test/renderer/render.tsx';
import { navigate } from './router.ts';
import { SearchField } from './search-field.tsx';

afterEach(() => {
  window.location.hash = '';
});

describe('the hits of the search', () => {
  it('do not cover a screen that comes up while one types, and come back with the next key', async () => {
    render(<SearchField />);
    const field = screen.getByRole('combobox');
    const type = async (value: string): Promise<void> => {
      await act(async () => {
        field.focus();
        fireEvent.change(field, { target: { value } });
      });
    };
    await type('Bra');
    expect(field.getAttribute('aria-expanded')).toBe('true');
    await act(async () => {
      navigate('/customers/1');
      window.dispatchEvent(new HashChangeEvent('hashchange'));
    });
    expect(field.getAttribute('aria-expanded')).toBe('false');
    expect(screen.queryByRole('listbox')).toBeNull();
    expect([(field as HTMLInputElement).value, document.activeElement]).toEqual(['Bra', field]);
    await type('Bran');
    expect(field.getAttribute('aria-expanded')).toBe('true');
  });
});
