import { useState } from 'react';
import type { ReactNode } from 'react';
import { TextInput } from '@mantine/core';
import { act, fireEvent, screen, waitFor } from '@testing-library/react';
import { beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { FormDraft } from '#shared/ipc/form-drafts-contract.ts';
import { render } from '#test/renderer/render.tsx';
import type { Rendered } from '#test/renderer/render.tsx';
import { FormDialog } from './form-dialog.tsx';
import { useDraftField, useFormDraft } from './form-draft.ts';

const ABOUT = '0190a5b0-0000-7000-8000-000000000001';
const size = z.enum(['small', 'large']);

interface Kept {
  readonly id: string;
  readonly form: string;
  readonly about: string | null;
  readonly fields: string;
}

/** The desk's side, of one person. */
let kept: Map<string, Kept>;
let sent: { readonly text: string; readonly size: string }[];
beforeEach(() => {
  kept = new Map();
  sent = [];
});

function Dialogue({ onClose }: { readonly onClose: () => void }): ReactNode {
  const draft = useFormDraft('things.add', ABOUT);
  const [text, setText] = useDraftField(draft, 'text', z.string(), '');
  const [chosen, setChosen] = useDraftField(draft, 'size', size, 'small');
  return (
    <FormDialog
      title="Ding"
      submit="Anlegen"
      isReady
      onSubmit={() => {
        sent.push({ text, size: chosen });
        return Promise.resolve(true);
      }}
      onClose={onClose}
      draft={draft}
    >
      <TextInput label="Text" value={text} onChange={(event) => setText(event.currentTarget.value)} />
      <button type="button" onClick={() => setChosen((before) => (before === 'small' ? 'large' : 'small'))}>
        {chosen}
      </button>
    </FormDialog>
  );
}

function Page(): ReactNode {
  const [isOpen, setOpen] = useState(true);
  return isOpen ? <Dialogue onClose={() => setOpen(false)} /> : 'zu';
}

const AT = new Date(2026, 10, 22, 10, 12).getTime();
const offers = (): readonly FormDraft[] =>
  [...kept.values()].map(({ id, fields }) => ({
    ...{ id, at: AT, fields: JSON.parse(fields) as FormDraft['fields'] },
  }));
const open = (): Rendered =>
  render(<Page />, {
    answers: {
      'form-drafts.of': offers,
      'form-drafts.keep': (draft: Kept) => void kept.set(draft.id, draft),
      'form-drafts.drop': ({ id }: { readonly id: string }) => void kept.delete(id),
    },
  });
const texts = (): readonly unknown[] =>
  [...kept.values()].map(({ fields }) => (JSON.parse(fields) as { readonly text?: unknown }).text);
const field = (): HTMLInputElement => screen.getByLabelText('Text');
const type = (value: string): boolean => fireEvent.change(field(), { target: { value } });
const press = async (name: string): Promise<void> => {
  const button = await screen.findByRole('button', { name });
  await act(async () => button.click());
};

describe('a dialogue that is interrupted', () => {
  it('is kept at every key, and offered to whoever opens it again; taken up, it goes on under its own name', async () => {
    const first = open();
    type('Halb');
    await press('small');
    await waitFor(() => expect([...kept.values()]).toMatchObject([{ form: 'things.add', about: ABOUT }]));
    await waitFor(() => expect(offers()[0]?.fields).toEqual({ text: 'Halb', size: 'large' }));
    first.unmount();

    open();
    expect(await screen.findByText(/^Entwurf von .*10:12$/)).toBeTruthy();
    expect(field().value).toBe('');
    await press('Fortsetzen');
    expect(field().value).toBe('Halb');
    expect(screen.queryByText(/^Entwurf von/)).toBeNull();
    type('Halb und ganz');
    await waitFor(() => expect(texts()).toEqual(['Halb und ganz']));
    await press('Anlegen');
    expect(sent).toEqual([{ text: 'Halb und ganz', size: 'large' }]);
    await waitFor(() => expect(kept.size).toBe(0));
  });

  it('is gone once it was closed, or thrown away', async () => {
    const first = open();
    type('Weg damit');
    await waitFor(() => expect(texts()).toEqual(['Weg damit']));
    await press('Abbrechen');
    await waitFor(() => expect(kept.size).toBe(0));
    first.unmount();

    const second = open();
    type('Unterbrochen');
    await waitFor(() => expect(texts()).toEqual(['Unterbrochen']));
    second.unmount();
    open();
    await press('Verwerfen');
    await waitFor(() => expect(kept.size).toBe(0));
    expect(screen.queryByText(/^Entwurf von/)).toBeNull();
  });

  it('stays on offer while something else is typed, sent or closed', async () => {
    const first = open();
    type('Das erste');
    await waitFor(() => expect(texts()).toEqual(['Das erste']));
    first.unmount();
    const second = open();
    await screen.findByText(/^Entwurf von/);
    type('Das zweite');
    await waitFor(() => expect(texts()).toEqual(['Das erste', 'Das zweite']));
    await press('Anlegen');
    await waitFor(() => expect(texts()).toEqual(['Das erste']));
    second.unmount();
    open();
    await press('Fortsetzen');
    expect(field().value).toBe('Das erste');
  });

  it('is nothing where all is as it was at first', async () => {
    open();
    type('x');
    await waitFor(() => expect(kept.size).toBe(1));
    type('');
    await waitFor(() => expect(kept.size).toBe(0));
  });

  it('takes up what is still a value of its field', async () => {
    kept.set('old', {
      ...{ id: 'old', form: 'things.add', about: ABOUT },
      fields: '{"text":"Von früher","size":"enormous","gone":1}',
    });
    open();
    await press('Fortsetzen');
    expect(field().value).toBe('Von früher');
    expect(screen.getByRole('button', { name: 'small' })).toBeTruthy();
  });

  it('is sent as ever where nothing can be kept', async () => {
    const { bridge } = render(<Page />);
    type('Ohne Netz');
    await press('Anlegen');
    expect(sent).toEqual([{ text: 'Ohne Netz', size: 'small' }]);
    expect(bridge.asked.length).toBeGreaterThan(0);
  });
});
