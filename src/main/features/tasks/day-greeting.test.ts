import { describe, expect, it } from 'vitest';
import type { TaskLine } from '#shared/features/tasks/contract.ts';
import { dayGreeting } from './day-greeting.ts';

const at = (time: string): number => new Date(`2026-11-23T${time}`).getTime();
const NOW = at('08:00');
const task = (time: string, more: Partial<TaskLine> = {}): TaskLine => ({
  ...{ id: time, kind: 'callback', title: 'Angebot', partyId: 'p', partyName: 'Metzgerei Huber' },
  ...{ assigneeName: 'Nadine Kröger', mine: true, deputy: null, dueAt: at(time), dueHasTime: true },
  ...{ promised: false, attempts: 0, entries: 0, dial: null },
  ...more,
});
const body = (...tasks: readonly TaskLine[]) => dayGreeting(tasks, { now: NOW, language: 'de' })?.body;

describe('what a desk says first on a day', () => {
  it('is who expects a call, and when', () => {
    expect(dayGreeting([task('10:15')], { now: NOW, language: 'de' })).toEqual({
      title: 'Heute erwartete Anrufe',
      body: '10:15 erwartet Metzgerei Huber Anruf',
    });
    expect(dayGreeting([task('10:15')], { now: NOW, language: 'en' })?.body).toBe(
      '10:15: Metzgerei Huber expects a call',
    );
  });

  it('leaves out what is past, what has no hour, what is no call, and what somebody else does', () => {
    expect(
      body(
        task('07:59'),
        task('09:00', { dueHasTime: false }),
        task('09:00', { kind: 'letter' }),
        task('09:00', { deputy: { name: 'Mehmet Yıldız', mine: false } }),
      ),
    ).toBeUndefined();
    expect(body(task('09:00', { deputy: { name: 'ich', mine: true } }))).toContain('09:00');
  });

  it('is short', () => {
    const six = ['09:00', '10:00', '11:00', '12:00', '13:00', '14:00'].map((time) => task(time));
    expect(body(...six)?.split('\n')).toHaveLength(5);
    expect(body(...six)).toMatch(/\+ 2$/);
  });
});
