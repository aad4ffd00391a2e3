import { unzipSync } from 'fflate';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PersonContents } from '#shared/features/person-rights/person-file.ts';
import { AppError } from '#shared/kernel/app-error.ts';
import { FOLDER, pathsOf } from './enclosed.ts';
import { gatherContents } from './gather-contents.ts';
import type { Gathering } from './gather-contents.ts';
import { zipOf } from './zip.ts';

const contentsOf = (name: string, sha256 = name, bytes = 4): PersonContents => ({
  ...{ table: 'attachment', id: name, name, bytes, sha256, deleted: false },
});
const never = new AbortController().signal;
const textOf = (data: string): string => btoa(data);

describe('names in the archive', () => {
  it('are clean, within their folder, and each another one on every system', () => {
    const name = fc.oneof(
      fc.string({ maxLength: 40 }),
      fc.constantFrom(
        'a.pdf',
        'A.pdf',
        'a (2).pdf',
        '../a.pdf',
        'CON',
        '',
        'a.pdf/',
        'a\u202e.pdf',
        'ａ.pdf',
      ),
    );
    fc.assert(
      fc.property(fc.array(name, { maxLength: 8 }), (names) => {
        const paths = pathsOf(names.map((each) => contentsOf(each)));
        expect(new Set(paths.map((path) => path.normalize('NFKC').toLowerCase())).size).toBe(names.length);
        for (const path of paths) {
          expect(path.startsWith(`${FOLDER}/`)).toBe(true);
          expect(path.slice(FOLDER.length + 1)).toMatch(/^[^/\\]+$/);
        }
      }),
      { numRuns: 60 },
    );
  });
});

describe('an archive', () => {
  it('has again what was put into it, whatever that is', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(fc.tuple(fc.stringMatching(/^[a-zäöü]{1,12}\.txt$/), fc.uint8Array()), {
          selector: ([path]) => path,
          maxLength: 5,
        }),
        async (files) => {
          const entries = files.map(([path, bytes]) => ({ path, data: new Blob([bytes.slice()]) }));
          const archive = await zipOf(entries, new Date(0x17_0000_0000_0), never);
          const found = unzipSync(new Uint8Array((await archive?.arrayBuffer()) ?? []));
          expect(Object.entries(found).map(([path, bytes]) => [path, [...bytes]])).toEqual(
            files.map(([path, bytes]) => [path, [...bytes]]),
          );
        },
      ),
      { numRuns: 30 },
    );
  });

  it('is none when it is stopped', async () => {
    const abort = new AbortController();
    abort.abort();
    expect(await zipOf([{ path: 'a', data: new Blob(['a']) }], new Date(), abort.signal)).toBeUndefined();
  });
});

describe('gathering', () => {
  const gathering = (piece: Gathering['piece'], rest: Partial<Gathering> = {}): Gathering => ({
    ...{ piece, onProgress: () => undefined, signal: never },
    ...rest,
  });

  it('asks for the same contents once, and for what was found before not at all', async () => {
    const asked: string[] = [];
    const gathered = await gatherContents(
      [contentsOf('a', 'same'), contentsOf('b', 'same'), contentsOf('c')],
      new Map([['c', new Blob(['1234'])]]),
      gathering(async ({ id }, no) => {
        asked.push(`${id} ${no}`);
        return { base64: textOf(no === 0 ? 'ab' : 'cd'), isLast: no === 1 };
      }),
    );
    expect(asked).toEqual(['b 0', 'b 1']);
    expect(await gathered?.found.get('same')?.text()).toBe('abcd');
    expect([...(gathered?.found.keys() ?? [])].toSorted()).toEqual(['c', 'same']);
  });

  it('goes on with what is on this desk once the centre is out of reach', async () => {
    const gathered = await gatherContents(
      [contentsOf('far'), contentsOf('here'), contentsOf('far too')],
      new Map(),
      gathering(async ({ id }, _no, isHereOnly) => {
        if (id !== 'here') throw new AppError('centre.offline', isHereOnly ? 'not asked' : 'no line');
        expect(isHereOnly).toBe(true);
        return { base64: textOf('1234'), isLast: true };
      }),
    );
    expect(await gathered?.found.get('here')?.text()).toBe('1234');
    expect([...(gathered?.missing ?? [])]).toEqual([
      ['far', 'offline'],
      ['far too', 'offline'],
    ]);
  });

  it('leaves out what does not fit, and says so', async () => {
    const piece: Gathering['piece'] = async () => ({ base64: textOf('1234'), isLast: true });
    const wanted = [contentsOf('a'), contentsOf('large', 'large', 50), contentsOf('b')];
    const gathered = await gatherContents(wanted, new Map(), gathering(piece, { mostBytes: 10 }));
    expect([...(gathered?.found.keys() ?? [])]).toEqual(['a', 'b']);
    expect([...(gathered?.missing ?? [])]).toEqual([['large', 'no-room']]);
  });

  it('ends with what concerns all of them', async () => {
    const piece: Gathering['piece'] = async () => {
      throw new AppError('person-rights.not-yours', 'no more');
    };
    await expect(gatherContents([contentsOf('a')], new Map(), gathering(piece))).rejects.toMatchObject({
      code: 'person-rights.not-yours',
    });
  });
});
