import { describe, expect, it } from 'vitest';
import { normaliseLine } from './lines.ts';

describe('normaliseLine', () => {
  it.each([
    ['+49 (221) 47101-21', '492214710121'],
    ['0049 221 4710121', '492214710121'],
    ['0221/4710121', '02214710121'],
    [' 21 ', '21'],
    ['Nadine.Kroeger@KV-Lindental.example', 'nadine.kroeger@kv-lindental.example'],
    ['W0', 'w0'],
    ['1234567w0', '1234567w0'],
    ['', ''],
    ['+', '+'],
  ])('%j → %j', (told, line) => {
    expect(normaliseLine(told)).toBe(line);
  });
});
