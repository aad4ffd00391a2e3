import { describe, expect, it } from 'vitest';
import { isOwnExtension, isOwnNumber } from './own-lines.ts';

const numbers = (...own: readonly string[]) => ({ numbers: own, extensions: [] });
const extensions = (...own: readonly string[]) => ({ numbers: [], extensions: own });

describe('the agent’s lines', () => {
  it.each([
    ['4710121', '4710121'],
    ['+49 (221) 4710-121', '4710121'],
    ['0221/4710121', '02214710121'],
    ['4710121', '+492214710121'],
    ['123', '0123'],
  ])('%s is what the box calls %s', (own, told) => {
    expect(isOwnNumber(numbers(own), told)).toBe(true);
  });

  it.each([
    ['4710121', '4710122'],
    ['121', '4710121'],
    ['4710121', '121'],
    ['4710121', ''],
    ['-', ''],
  ])('%s is not what the box calls %j', (own, told) => {
    expect(isOwnNumber(numbers(own), told)).toBe(false);
  });

  it.each([
    ['1', 0],
    ['**3', 2],
    ['**610', 10],
    ['619', 19],
    ['620', 20],
    ['600', 40],
    ['52', 4],
  ])('%s is counted as %i', (internal, counted) => {
    expect(isOwnExtension(extensions(internal), counted)).toBe(true);
  });

  it.each([
    ['10', 10],
    ['610', 11],
    ['5', 5],
    ['0', 0],
    ['636', 36],
  ])('%s is not counted as %i', (internal, counted) => {
    expect(isOwnExtension(extensions(internal), counted)).toBe(false);
  });

  it('are all of them where none is named, but for the answering machines', () => {
    expect([0, 4, 10, 36, 40].map((counted) => isOwnExtension(extensions(), counted))).toEqual([
      true,
      true,
      true,
      true,
      false,
    ]);
  });
});
