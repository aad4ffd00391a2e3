import { act, fireEvent, screen, waitFor } from '@testing-library/react';
import { Modal, Popover } from '@mantine/core';
import { useEffect, useState } from 'react';
import type { ReactNode } from 'react';
import { describe, expect, it } from 'vitest';
import { render } from '#test/renderer/render.tsx';
import { Panel } from '../ui/panel.tsx';
import { Row, Rows } from '../ui/rows.tsx';
import { useFocusBack } from './use-focus-back.ts';

function Page(): ReactNode {
  const [isOpen, setOpen] = useState(false);
  const [isThere, setThere] = useState(true);
  useFocusBack();
  return (
    <main id="main" tabIndex={-1}>
      {isThere && (
        <button type="button" onClick={() => setOpen(true)}>
          öffnen
        </button>
      )}
      {isOpen && (
        <Modal opened onClose={() => setOpen(false)} title="Dialog" transitionProps={{ duration: 0 }}>
          <button type="button" onClick={() => setOpen(false)}>
            fertig
          </button>
          <button
            type="button"
            onClick={() => {
              setThere(false);
              setOpen(false);
            }}
          >
            löschen
          </button>
        </Modal>
      )}
    </main>
  );
}

async function openDialogue(): Promise<HTMLElement> {
  const opener = screen.getByRole('button', { name: 'öffnen' });
  opener.focus();
  fireEvent.click(opener);
  screen.getByRole('button', { name: 'fertig' }).focus();
  return opener;
}

describe('the focus after a dialogue that is taken away', () => {
  it('is where it was before', async () => {
    render(<Page />);
    const opener = await openDialogue();
    fireEvent.click(screen.getByRole('button', { name: 'fertig' }));
    await waitFor(() => expect(document.activeElement).toBe(opener));
  });

  it('is on the screen where that is gone', async () => {
    render(<Page />);
    await openDialogue();
    fireEvent.click(screen.getByRole('button', { name: 'löschen' }));
    await waitFor(() => expect(document.activeElement).toBe(document.getElementById('main')));
  });
});

interface DialogueProps {
  readonly name: string;
  readonly onClose: () => void;
}

const Over = ({ name, onClose }: DialogueProps): ReactNode => (
  <Modal opened onClose={onClose} title={name} transitionProps={{ duration: 0 }}>
    <button type="button" onClick={onClose}>
      fertig
    </button>
  </Modal>
);

/** Its dialogue goes with it. */
function OfItsOwn({ name, isUsable }: { readonly name: string; readonly isUsable: boolean }): ReactNode {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <button type="button" disabled={!isUsable} onClick={() => setOpen(true)}>
        {name}
      </button>
      <button type="button">{`${name} anrufen`}</button>
      {isOpen && <Over name={name} onClose={() => setOpen(false)} />}
    </>
  );
}

/** What opens beside it goes with it as well. */
function Beside({ name }: { readonly name: string }): ReactNode {
  const [isOpen, setOpen] = useState(false);
  return (
    <Popover opened={isOpen} onChange={setOpen} trapFocus returnFocus transitionProps={{ duration: 0 }}>
      <Popover.Target>
        <button type="button" onClick={() => setOpen(true)}>
          {name}
        </button>
      </Popover.Target>
      <Popover.Dropdown>
        <button type="button">fertig</button>
      </Popover.Dropdown>
    </Popover>
  );
}

interface ListProps {
  readonly names: readonly string[];
  readonly kind: 'of the row' | 'of the list' | 'beside it';
  readonly usable?: boolean;
  readonly keepsList?: boolean;
}

interface OpenerProps {
  readonly name: string;
  readonly kind: ListProps['kind'];
  readonly isUsable: boolean;
  readonly onOpen: (name: string) => void;
}

function Opener({ name, kind, isUsable, onOpen }: OpenerProps): ReactNode {
  if (kind === 'of the row') return <OfItsOwn name={name} isUsable={isUsable} />;
  if (kind === 'beside it') return <Beside name={name} />;
  return (
    <button type="button" onClick={() => onOpen(name)}>
      {name}
    </button>
  );
}

function List({ names, kind, usable = true, keepsList = true }: ListProps): ReactNode {
  const [open, setOpen] = useState<string | null>(null);
  useFocusBack();
  return (
    <main id="main" tabIndex={-1}>
      <Panel title="Titel">
        {(keepsList || names.length > 0) && (
          <Rows label="Liste">
            {names.map((name) => (
              <Row key={name} title={<Opener name={name} kind={kind} isUsable={usable} onOpen={setOpen} />} />
            ))}
          </Rows>
        )}
      </Panel>
      {open !== null && <Over name={open} onClose={() => setOpen(null)} />}
    </main>
  );
}

/** @returns shows another one instead */
function renderList(first: ListProps): (next: ListProps) => void {
  let set: (next: ListProps) => void = () => undefined;
  function Changing(): ReactNode {
    const [now, setNow] = useState(first);
    useEffect(() => {
      set = setNow;
    }, []);
    return <List {...now} />;
  }
  render(<Changing />);
  return (next) => act(() => set(next));
}

const focused = (): string | null =>
  document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.textContent ?? null;

describe.each(['of the row', 'of the list', 'beside it'] as const)(
  'the focus after a dialogue %s whose row goes meanwhile',
  (kind) => {
    async function openOf(name: string, names: readonly string[]): Promise<(now: ListProps) => void> {
      const show = renderList({ names, kind });
      const opener = screen.getByRole('button', { name });
      opener.focus();
      fireEvent.click(opener);
      const done = await screen.findByRole('button', { name: 'fertig' });
      act(() => done.focus());
      return show;
    }

    it.each([
      ['the next one', 'b', ['a', 'c'], 'c'],
      ['the next one that is left', 'a', ['c', 'neu'], 'c'],
      ['the one before, of the last', 'c', ['a', 'b'], 'b'],
      ['the list, where nothing is left', 'b', [], 'Liste'],
    ])('goes to %s', async (_what, name, left, to) => {
      const show = await openOf(name, ['a', 'b', 'c']);
      show({ names: left, kind });
      if (kind === 'of the list') fireEvent.click(screen.getByRole('button', { name: 'fertig' }));
      await waitFor(() => expect(focused()).toBe(to));
    });

    it('goes to the heading, where the list is gone too', async () => {
      const show = await openOf('b', ['a', 'b', 'c']);
      show({ names: [], kind, keepsList: false });
      if (kind === 'of the list') fireEvent.click(screen.getByRole('button', { name: 'fertig' }));
      await waitFor(() =>
        expect(document.activeElement).toBe(screen.getByRole('heading', { name: 'Titel' })),
      );
    });
  },
);

it('the focus stays in the row, where what opened the dialogue can no longer be used', async () => {
  const show = renderList({ names: ['a', 'b'], kind: 'of the row' });
  const opener = screen.getByRole('button', { name: 'a' });
  opener.focus();
  fireEvent.click(opener);
  const done = screen.getByRole('button', { name: 'fertig' });
  act(() => done.focus());
  show({ names: ['a', 'b'], kind: 'of the row', usable: false });
  fireEvent.click(done);
  await waitFor(() => expect(focused()).toBe('a anrufen'));
});
