import type { PersonFile } from '#shared/features/person-rights/person-file.ts';
import type { Enclosed } from './enclosed.ts';
import { pathsOf } from './enclosed.ts';
import type { Gathered } from './gather-contents.ts';
import { personHtml } from './person-html.ts';
import type { PaperWords } from './person-html.ts';
import { zipOf } from './zip.ts';

/** Where each of the person's files lies, or why it does not. */
export function enclosedIn({ contents }: PersonFile, { missing }: Gathered): readonly Enclosed[] {
  const paths = pathsOf(contents);
  return contents.map((each, i) => ({
    contents: each,
    path: paths[i] ?? '',
    missing: missing.get(each.sha256) ?? null,
  }));
}

/**
 * What a person is given where files are kept about them: the page, the data, and the files themselves. Both tell which
 * are missing, and why. undefined: stopped.
 */
export async function personArchive(
  file: PersonFile,
  gathered: Gathered,
  words: PaperWords,
  signal: AbortSignal,
): Promise<Blob | undefined> {
  const enclosed = enclosedIn(file, gathered);
  const { contents: _, ...rest } = file;
  const data = {
    ...rest,
    files: enclosed.map(({ contents, path, missing }) => ({
      ...contents,
      path: missing === null ? path : null,
      missing,
    })),
  };
  const entries = enclosed.flatMap(({ contents: { sha256 }, path }) => {
    const blob = gathered.found.get(sha256);
    return blob ? [{ path, data: blob }] : [];
  });
  const text = (path: string, written: string) => ({
    path,
    data: new Blob([written]),
    isText: true as const,
  });
  return zipOf(
    [
      text('auskunft.html', personHtml(file, words, enclosed)),
      text('auskunft.json', jsonText(data)),
      ...entries,
    ],
    new Date(file.madeAt),
    signal,
  );
}

export const jsonText = (data: object): string => `${JSON.stringify(data, null, 2)}\n`;
