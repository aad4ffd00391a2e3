import type { PersonContents } from '#shared/features/person-rights/person-file.ts';
import { cleanFileName, numbered } from '#shared/files/file-name.ts';

/**
 * Why contents are not enclosed. `offline`: not on this desk, and the centre was out of reach · `not-uploaded`: nobody has
 * sent them to the centre yet · `removed`: their row was removed, and they are not kept any more · `damaged`: they are not
 * what they are said to be · `no-room`: the archive would be larger than archives can be.
 */
export const MISSING_REASONS = ['offline', 'not-uploaded', 'removed', 'damaged', 'no-room'] as const;
export type MissingReason = (typeof MISSING_REASONS)[number];

/** One of the person's files, and where it lies in the archive, or why it does not. */
export interface Enclosed {
  readonly contents: PersonContents;
  /** `attachments/Widerspruch.pdf`; two files never have one. */
  readonly path: string;
  readonly missing: MissingReason | null;
}

export const FOLDER = 'attachments';

/** A place in the archive for each; also where letters' case tells nothing apart. */
export function pathsOf(all: readonly PersonContents[]): readonly string[] {
  const taken = new Set<string>();
  return all.map(({ name }) => {
    const clean = cleanFileName(name);
    let free = clean;
    for (let count = 2; taken.has(keyOf(free)); count += 1) free = numbered(clean, count);
    taken.add(keyOf(free));
    return `${FOLDER}/${free}`;
  });
}

const keyOf = (name: string): string => name.normalize('NFKC').toLowerCase();
