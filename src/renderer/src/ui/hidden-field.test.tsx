import { screen } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { defineTable, sensitive, text } from '#shared/rows/table.ts';
import * as fixture from '#test/renderer/fixture.ts';
import { render } from '#test/renderer/render.tsx';
import { HiddenField } from './hidden-field.tsx';

const table = defineTable('case_file', { title: text(), diagnosis: sensitive('health', text()) });

function shown(column: string, hidden: readonly string[], language: 'de' | 'en' = 'de') {
  render(
    <HiddenField table={table} column={column}>
      content
    </HiddenField>,
    { language, state: { session: { ...fixture.session, hidden } } },
  );
}

describe('a field', () => {
  it('that is kept from this person is told to be so, in both languages, with the reason', async () => {
    shown('diagnosis', ['health']);
    expect((await screen.findByText('nicht für Sie sichtbar')).title).toMatch(/bestimmten Rollen/);
    shown('diagnosis', ['health'], 'en');
    expect(await screen.findByText('not visible to you')).toBeTruthy();
    expect(screen.queryByText('content')).toBeNull();
  });

  it.each([
    ['title', ['health', 'birth-date']],
    ['diagnosis', ['birth-date']],
    ['diagnosis', []],
    ['no-such-column', ['health']],
  ])('%s is shown where %j are kept', async (column, hidden) => {
    shown(column, hidden);
    expect(await screen.findByText('content')).toBeTruthy();
    expect(screen.queryByText('nicht für Sie sichtbar')).toBeNull();
  });
});
