import type { PersonFile } from '#shared/features/person-rights/person-file.ts';
import type { Enclosed, MissingReason } from './enclosed.ts';

/** What the page is written with; `docs/person-rights.md` tells what goes in. */
export interface PaperWords {
  readonly language: string;
  readonly text: (key: PaperText) => string;
  readonly thing: (table: string) => string;
  readonly field: (table: string, field: string) => string;
  readonly value: (table: string, field: string, value: string) => string;
  /** @param at ms */
  readonly moment: (at: number) => string;
}

export type PaperText =
  | 'title'
  | 'about'
  | 'controller'
  | 'made'
  | 'intro'
  | 'hidden'
  | 'history'
  | 'when'
  | 'what'
  | 'before'
  | 'after'
  | 'who'
  | 'whole'
  | 'deleted'
  | 'yes'
  | 'no'
  | 'files'
  | 'filesIntro'
  | 'bytes'
  | 'lies'
  | 'notEnclosed'
  | `missing.${MissingReason}`;

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
const escape = (text: string): string => text.replace(/[&<>"']/g, (sign) => ESCAPES[sign] ?? sign);

/** Column names of times by the house's rule; every one holds ms. */
const isTime = (field: string): boolean => /(_at|_on|_since)$/.test(field);

/**
 * One self-contained page: no script, nothing fetched, fit for paper.
 * @param enclosed the files beside it
 */
export function personHtml(file: PersonFile, words: PaperWords, enclosed: readonly Enclosed[] = []): string {
  const { text } = words;
  const made = words.moment(Date.parse(file.madeAt));
  const facts: readonly (readonly [string, string])[] = [
    [text('about'), file.name],
    [text('controller'), file.controller],
    [text('made'), made],
    ...(file.hidden.length > 0 ? [[text('hidden'), hiddenOf(file, words)] as const] : []),
  ];
  return `<!doctype html>
<html lang="${escape(words.language)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${escape(`${text('title')}: ${file.name}`)}</title>
<style>${STYLE}</style>
</head>
<body>
<main>
<h1>${escape(text('title'))}</h1>
${listOf(facts)}
<p>${escape(text('intro'))}</p>
${filesOf(enclosed, words)}
${file.tables.map((table) => sectionOf(table, file, words)).join('\n')}
${historyOf(file, words)}
</main>
</body>
</html>
`;
}

/** What lies beside the page, and what does not, with the reason and what to do. */
function filesOf(enclosed: readonly Enclosed[], { text }: PaperWords): string {
  if (enclosed.length === 0) return '';
  const entries = enclosed.map(({ contents: { name, bytes, deleted }, path, missing }) => {
    const lies = missing === null ? path : `${text('notEnclosed')} ${text(`missing.${missing}`)}`;
    const mark = deleted ? `<p class="mark">${escape(text('deleted'))}</p>` : '';
    const facts = [[text('lies'), lies] as const, [text('bytes'), String(bytes)] as const];
    return `<article>${mark}<p class="mark">${escape(name)}</p>${listOf(facts)}</article>`;
  });
  return `<section><h2>${escape(text('files'))} <span>${enclosed.length}</span></h2><p>${escape(
    text('filesIntro'),
  )}</p>${entries.join('')}</section>`;
}

function sectionOf(
  { table, rows }: PersonFile['tables'][number],
  file: PersonFile,
  words: PaperWords,
): string {
  const entries = rows.map(({ deleted, fields }) => {
    const facts = Object.entries(fields).flatMap(([field, value]) => {
      const shown = show(value, { table, field, file, words });
      return shown === '' ? [] : [[words.field(table, field), shown] as const];
    });
    const mark = deleted ? `<p class="mark">${escape(words.text('deleted'))}</p>` : '';
    return `<article>${mark}${listOf(facts)}</article>`;
  });
  return `<section><h2>${escape(words.thing(table))} <span>${rows.length}</span></h2>${entries.join('')}</section>`;
}

function historyOf(file: PersonFile, words: PaperWords): string {
  if (file.history.length === 0) return '';
  const { text } = words;
  const heads = [text('when'), text('what'), text('before'), text('after'), text('who')];
  const lines = file.history.map(({ table, field, at, by, old, new: next }) => {
    const what = field === '*' ? text('whole') : words.field(table, field);
    const value = (of: unknown): string => (field === '*' ? '' : show(of, { table, field, file, words }));
    const cells = [
      words.moment(at),
      `${words.thing(table)}: ${what}`,
      value(old),
      value(next),
      nameIn(file, by) ?? '',
    ];
    return `<tr>${cells.map((cell) => `<td>${escape(cell)}</td>`).join('')}</tr>`;
  });
  return `<section><h2>${escape(text('history'))}</h2><table><thead><tr>${heads
    .map((head) => `<th scope="col">${escape(head)}</th>`)
    .join('')}</tr></thead><tbody>${lines.join('')}</tbody></table></section>`;
}

/** What was typed may be called like something every object has. */
function nameIn({ names }: PersonFile, id: string): string | undefined {
  return Object.hasOwn(names, id) ? names[id] : undefined;
}

function listOf(facts: readonly (readonly [string, string])[]): string {
  return `<dl>${facts.map(([name, value]) => `<div><dt>${escape(name)}</dt><dd>${escape(value)}</dd></div>`).join('')}</dl>`;
}

interface Place {
  readonly table: string;
  readonly field: string;
  readonly file: PersonFile;
  readonly words: PaperWords;
}

/** As a person reads it; empty where there is nothing to tell. */
function show(value: unknown, { table, field, file, words }: Place): string {
  if (value === null || value === undefined || value === '') return '';
  if (typeof value === 'boolean') return words.text(value ? 'yes' : 'no');
  if (typeof value === 'number') return isTime(field) ? words.moment(value) : String(value);
  if (typeof value === 'string') return nameIn(file, value) ?? words.value(table, field, value);
  return JSON.stringify(value);
}

function hiddenOf({ hidden }: PersonFile, words: PaperWords): string {
  return hidden
    .map((name) => {
      const [table = '', field = ''] = name.split('.');
      return `${words.thing(table)}: ${words.field(table, field)}`;
    })
    .join(', ');
}

const STYLE = `
:root { font: 15px/1.5 system-ui, sans-serif; color: #1c1f23; background: #fff; }
main { max-width: 52rem; margin: 0 auto; padding: 2rem 1.25rem; }
h1 { font-size: 1.6rem; margin: 0 0 1rem; }
h2 { font-size: 1.1rem; margin: 2rem 0 .5rem; border-bottom: 1px solid #c9ced6; padding-bottom: .25rem; break-after: avoid; }
h2 span { color: #5b6472; font-weight: 400; }
article { padding: .5rem 0; border-bottom: 1px solid #e6e9ee; break-inside: avoid; }
dl { margin: 0; display: grid; gap: .1rem; }
dl div { display: grid; grid-template-columns: 13rem 1fr; gap: 1rem; }
dt { color: #5b6472; }
dd { margin: 0; overflow-wrap: anywhere; white-space: pre-wrap; }
.mark { margin: 0; font-weight: 600; }
table { width: 100%; border-collapse: collapse; font-size: .85rem; }
th, td { text-align: left; vertical-align: top; padding: .25rem .5rem .25rem 0; border-bottom: 1px solid #e6e9ee; overflow-wrap: anywhere; }
@media print { :root { font-size: 10pt; } main { padding: 0; max-width: none; } @page { margin: 18mm; } }
`;
