import { useRef } from 'react';
import type { ReactNode } from 'react';
import { act, cleanup, render } from '@testing-library/react';
import type { RenderResult } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { useKeptFocus } from './use-kept-focus.ts';
import { useLongList } from './use-long-list.ts';

interface Names {
  readonly names: readonly string[];
}

function Short({ names }: Names): ReactNode {
  const list = useRef<HTMLUListElement>(null);
  useKeptFocus(list, { row: 'li' });
  return (
    <ul ref={list} aria-label="list">
      {names.map((name) => (
        <li key={name}>
          <button type="button">{name}</button>
          <button type="button">{`call ${name}`}</button>
        </li>
      ))}
    </ul>
  );
}

function Long({ names }: Names): ReactNode {
  const { list, rows } = useLongList<HTMLUListElement>({ count: names.length, rowHeight: 20 });
  return (
    <main>
      <ul ref={list} aria-label="list">
        {rows.map(({ index }) => (
          <li key={names[index]} data-row={index}>
            <button type="button">{names[index]}</button>
          </li>
        ))}
      </ul>
    </main>
  );
}

afterEach(cleanup);

const focused = (): string | null =>
  document.activeElement === document.body
    ? null
    : (document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.textContent ?? '');

describe.each([
  ['a short list', Short],
  ['a long list', Long],
])('the focus in %s', (_name, List) => {
  const show = (names: readonly string[]): RenderResult & { to(next: readonly string[]): void } => {
    const page = (now: readonly string[]): ReactNode => (
      <>
        <input aria-label="search" />
        <List names={now} />
      </>
    );
    const rendered = render(page(names));
    return { ...rendered, to: (next) => rendered.rerender(page(next)) };
  };
  const focusOn = (list: RenderResult, name: string): void => act(() => list.getByText(name).focus());

  it.each([
    ['the next one', 'b', ['a', 'c'], 'c'],
    ['the one before, of the last', 'c', ['a', 'b'], 'b'],
    ['the one that takes the place of many', 'b', ['x', 'y', 'z'], 'y'],
    ['the list, where nothing is left', 'b', [], 'list'],
    ['itself, where others go', 'b', ['b'], 'b'],
    ['itself, where others come', 'b', ['0', 'a', 'b', 'c'], 'b'],
  ])('goes to %s', (_what, from, left, to) => {
    const list = show(['a', 'b', 'c']);
    focusOn(list, from);
    list.to(left);
    expect(focused()).toBe(to);
  });

  it('goes on from where a row has come to stand', () => {
    const list = show(['a', 'b', 'c', 'd']);
    focusOn(list, 'c');
    list.to(['b', 'c', 'd']);
    list.to(['b', 'd']);
    expect(focused()).toBe('d');
    list.to(['b']);
    expect(focused()).toBe('b');
  });

  it('is nobody’s to take where it was elsewhere, or nowhere', async () => {
    const list = show(['a', 'b', 'c']);
    focusOn(list, 'b');
    act(() => list.getByLabelText('search').focus());
    list.to(['a', 'c']);
    expect(focused()).toBe('search');
    focusOn(list, 'c');
    await act(async () => list.getByText('c').blur());
    list.to(['a']);
    expect(focused()).toBeNull();
  });
});
