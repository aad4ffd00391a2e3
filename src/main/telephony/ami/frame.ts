/** What the library parsed: any header may hold anything. */
export type LibraryItem = Readonly<Record<string, unknown>>;

/** Names and values of one channel's `ChanVariable` lines (what the PBX's `channelvars` setting adds). */
export type Variables = Readonly<Record<string, string>>;

/** One event or response, copied out of the library's object: null prototypes, strings only. */
export interface AmiFrame {
  /** Lower case, e.g. `newchannel`; empty for a response. */
  readonly event: string;
  /** By lower-case header, e.g. `destuniqueid`. Of a repeated header the first. */
  readonly fields: Readonly<Record<string, string>>;
  /** By the lower-case prefix of the block they belong to, e.g. `''`, `dest`. */
  readonly variables: Readonly<Record<string, Variables>>;
}

const variablesHeader = /^(.*?)(?:chan)?variable$/;

/** Library item → frame. Whatever is not text is dropped. */
export function toFrame(item: LibraryItem): AmiFrame {
  const fields = emptyRecord<string>();
  const variables = emptyRecord<Record<string, string>>();
  for (const header of Object.keys(item)) {
    const value = item[header];
    const prefix = variablesHeader.exec(header)?.[1];
    if (prefix === undefined) {
      const text = Array.isArray(value) ? (value as unknown[]).find(isText) : value;
      if (isText(text)) fields[header] = text;
      continue;
    }
    const block = (variables[prefix] ??= emptyRecord<string>());
    if (isText(value) && !value.includes('=')) fields[header] = value;
    for (const [name, text] of assignments(value)) block[name] ??= text;
  }
  return { event: (fields['event'] ?? '').toLowerCase(), fields, variables };
}

/** A header's value, or the empty text. */
export function field(frame: AmiFrame, header: string): string {
  return frame.fields[header] ?? '';
}

/** `A=b` lines, as the library gives them: an object for the bare block, text or a list for every other. */
function* assignments(value: unknown): Generator<readonly [string, string]> {
  if (isText(value)) {
    yield split(value);
  } else if (Array.isArray(value)) {
    for (const line of value as unknown[]) if (isText(line)) yield split(line);
  } else if (typeof value === 'object' && value !== null) {
    for (const [name, text] of Object.entries(value)) if (isText(text)) yield [name, text];
  }
}

function split(line: string): readonly [string, string] {
  const at = line.indexOf('=');
  return at < 0 ? [line, ''] : [line.slice(0, at), line.slice(at + 1)];
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}

function emptyRecord<T>(): Record<string, T> {
  return Object.create(null) as Record<string, T>;
}
