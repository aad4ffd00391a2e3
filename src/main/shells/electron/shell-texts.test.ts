import { expect, it } from 'vitest';
import type { DeskStatus } from '#shared/ipc/status.ts';
import { shellTexts, statusLines } from './shell-texts.ts';

const status = (pending: number): DeskStatus => ({
  links: [],
  pbx: { state: 'ready' },
  centre: { state: 'offline', asOf: null, pending, rejected: 0 },
  keyStrength: 'keychain',
});

it('speaks German on a German system, else English', () => {
  expect(shellTexts('de-AT').quit).toBe('Beenden');
  expect(shellTexts('de').quit).toBe('Beenden');
  expect(shellTexts('den').quit).toBe('Quit');
  expect(shellTexts('fr-FR').quit).toBe('Quit');
});

it('says how the desk is doing, and what waits only when something does', () => {
  expect(statusLines(status(0), shellTexts('en'))).toEqual(['Phone system: ready', 'Centre: offline']);
  expect(statusLines(status(1), shellTexts('de'))).toEqual([
    'Telefonanlage: bereit',
    'Zentrale: offline',
    '1 Änderung wartet',
  ]);
});
