import { caller } from '../people.ts';
import type { Caller } from '../people.ts';

const NAMES = [
  'Anna Adler',
  'Bernd Busch',
  'Clara Conrad',
  'David Dietz',
  'Elif Erdem',
  'Falk Fuchs',
  'Greta Gerber',
  'Hanno Hartung',
  'Ines Imhof',
  'Jonas Jäger',
  'Klara Kraus',
  'Lars Lohmann',
  'Mira Maurer',
  'Nils Naumann',
  'Olga Ortlieb',
  'Peer Pohl',
  'Rosa Riedel',
  'Sven Seidel',
  'Tilda Thoma',
  'Udo Ulrich',
  'Vera Vogt',
  'Wim Wagner',
  'Yara Yilmaz',
  'Zeno Zander',
] as const;

const FIRST_SERIAL = 20;

/** Customers for the scenarios, one each, in the range of numbers reserved for films. */
export const CAST: readonly Caller[] = NAMES.map((name, index) =>
  caller(FIRST_SERIAL + index, name, 'Lindental', `4922147108${10 + index}`, `0221 4710 8${10 + index}`),
);
