/** An element of a parsed document. Names without their prefix: no document here mixes namespaces. */
export interface XmlElement {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: readonly XmlElement[];
  /** The text directly within, trimmed. */
  readonly text: string;
}

/** Not well-formed, beyond the bounds, or with a document type. */
export class XmlError extends Error {
  override readonly name = 'XmlError';
}

/** What a desk phone's dialogs can need, many times over; a PBX gone mad gets no further. */
export const xmlBounds = { characters: 64 * 1024, depth: 16, elements: 2_000, attributes: 32 } as const;

const NAME = /[A-Za-z_][\w.-]*(?::[A-Za-z_][\w.-]*)?/y;
const SPACE = /[ \t\r\n]*/y;
const ATTRIBUTE_VALUE = /"[^"<]*"|'[^'<]*'/y;
const ENTITY = /&(?:#x([\da-fA-F]{1,6})|#(\d{1,7})|(amp|lt|gt|quot|apos));|&/g;
const NAMED = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" } as const;

interface Open {
  readonly name: string;
  /** As written, with its prefix: the end tag must repeat it. */
  readonly tag: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: XmlElement[];
  text: string;
}

/**
 * Parses the little of XML that SIP event bodies are made of: elements, attributes, text, comments, CDATA, one
 * declaration. A document type is refused whole, so that there is no entity but the five and characters by number.
 * Linear in the input. @throws XmlError and nothing else
 */
export function parseXml(source: string): XmlElement {
  if (source.length > xmlBounds.characters) throw new XmlError('too long');
  const open: Open[] = [];
  let root: XmlElement | undefined;
  let elements = 0;
  let at = source.startsWith('\uFEFF') ? 1 : 0;
  if (source.startsWith('<?xml', at)) at = after('?>', at);

  function after(mark: string, from: number): number {
    const found = source.indexOf(mark, from);
    if (found === -1) throw new XmlError(`no ${mark}`);
    return found + mark.length;
  }

  function take(pattern: RegExp): string {
    pattern.lastIndex = at;
    const found = pattern.exec(source)?.[0] ?? '';
    at += found.length;
    return found;
  }

  function addText(text: string): void {
    const parent = open.at(-1);
    if (parent !== undefined) parent.text += text;
    else if (text.trim() !== '') throw new XmlError('text outside the document');
  }

  function attributes(): ReadonlyMap<string, string> {
    const found = new Map<string, string>();
    for (;;) {
      const space = take(SPACE);
      const name = take(NAME);
      if (name === '') return found;
      if (space === '') throw new XmlError('no blank before an attribute');
      take(SPACE);
      if (source[at] !== '=') throw new XmlError('an attribute without a value');
      at += 1;
      take(SPACE);
      const quoted = take(ATTRIBUTE_VALUE);
      if (quoted === '') throw new XmlError('an attribute that is not quoted');
      if (found.has(name)) throw new XmlError('an attribute given twice');
      found.set(name, decoded(quoted.slice(1, -1)));
      if (found.size > xmlBounds.attributes) throw new XmlError('too many attributes');
    }
  }

  function startTag(): void {
    const tag = take(NAME);
    if (tag === '') throw new XmlError('a stray <');
    if (root !== undefined) throw new XmlError('a second document');
    elements += 1;
    if (elements > xmlBounds.elements) throw new XmlError('too many elements');
    const element = { name: localName(tag), tag, attributes: attributes(), children: [], text: '' };
    if (source.startsWith('/>', at)) {
      at += 2;
      close(element);
    } else if (source[at] === '>') {
      at += 1;
      open.push(element);
      if (open.length > xmlBounds.depth) throw new XmlError('too deep');
    } else throw new XmlError('a tag that does not end');
  }

  function endTag(): void {
    const tag = take(NAME);
    take(SPACE);
    const element = open.pop();
    if (element === undefined || element.tag !== tag || source[at] !== '>')
      throw new XmlError('a stray end tag');
    at += 1;
    close(element);
  }

  function close({ name, attributes: own, children, text }: Open): void {
    const element: XmlElement = { name, attributes: own, children, text: text.trim() };
    const parent = open.at(-1);
    if (parent === undefined) root = element;
    else parent.children.push(element);
  }

  while (at < source.length) {
    const next = source.indexOf('<', at);
    const end = next === -1 ? source.length : next;
    if (end > at) addText(decoded(source.slice(at, end)));
    at = end;
    if (next === -1) break;
    if (source.startsWith('<!--', at)) at = after('-->', at + 4);
    else if (source.startsWith('<![CDATA[', at)) {
      const begin = at + 9;
      at = after(']]>', begin);
      addText(source.slice(begin, at - 3));
    } else if (source.startsWith('</', at)) {
      at += 2;
      endTag();
    } else if (source.startsWith('<!', at) || source.startsWith('<?', at)) {
      throw new XmlError('a document type or an instruction');
    } else {
      at += 1;
      startTag();
    }
  }
  if (root === undefined || open.length > 0) throw new XmlError('the document does not end');
  return root;
}

function localName(tag: string): string {
  return tag.slice(tag.indexOf(':') + 1);
}

function decoded(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(ENTITY, (_whole, hex?: string, decimal?: string, name?: string) => {
    if (name !== undefined) return NAMED[name as keyof typeof NAMED];
    if (hex === undefined && decimal === undefined) throw new XmlError('an unknown entity');
    const code = hex === undefined ? Number(decimal) : parseInt(hex, 16);
    const isAllowed =
      (code >= 0x20 || code === 0x9 || code === 0xa || code === 0xd) &&
      code <= 0x10ffff &&
      (code < 0xd800 || code > 0xdfff);
    if (!isAllowed) throw new XmlError('a character that is none');
    return String.fromCodePoint(code);
  });
}
