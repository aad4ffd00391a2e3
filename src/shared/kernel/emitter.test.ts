import { describe, expect, it } from 'vitest';
import { Emitter } from './emitter.ts';

describe('an emitter', () => {
  it('tells everybody, also behind a listener that throws, and hands the error over', () => {
    const errors: unknown[] = [];
    const heard: string[] = [];
    const emitter = new Emitter<string>((error) => errors.push(error));
    const bug = new Error('bug');
    emitter.on(() => {
      throw bug;
    });
    emitter.on((value) => heard.push(value));
    emitter.emit('a');
    expect(heard).toEqual(['a']);
    expect(errors).toEqual([bug]);
  });

  it('lets listeners come and go while it tells', () => {
    const heard: string[] = [];
    const emitter = new Emitter<void>();
    const off = emitter.on(() => {
      heard.push('first');
      off();
      emitter.on(() => heard.push('late'));
    });
    emitter.on(() => heard.push('second'));
    emitter.emit();
    expect(heard).toEqual(['first', 'second']);
    emitter.emit();
    expect(heard).toEqual(['first', 'second', 'second', 'late']);
  });
});
