import { fireEvent, screen, waitFor } from '@testing-library/react';
import { Modal } from '@mantine/core';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { describe, expect, it } from 'vitest';
import { render } from '#test/renderer/render.tsx';
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
