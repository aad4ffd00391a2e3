import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseXml, xmlBounds, XmlError } from './xml.ts';
import type { XmlElement } from './xml.ts';

/** The root's text, or why there is none. */
const outcome = (source: string): string => {
  try {
    return parseXml(source).text;
  } catch (error) {
    if (error instanceof XmlError) return `refused: ${error.message}`;
    throw error;
  }
};

describe('the XML of event bodies', () => {
  it('is elements, attributes and text', () => {
    const root = parseXml(
      `\uFEFF<?xml version="1.0" encoding="UTF-8"?>\r\n<!-- by <us> -->\n<d:info xmlns:d='u:n' v = "1">a<b x='"'/><![CDATA[<raw> & so]]> c <b>&lt;&#65;&#x42;&amp;amp;</b></d:info>\n`,
    );
    expect(root).toMatchObject({ name: 'info', text: 'a<raw> & so c' });
    expect(root.attributes.get('v')).toBe('1');
    expect(root.children.map(({ name, text }) => [name, text])).toEqual([
      ['b', ''],
      ['b', '<AB&amp;'],
    ]);
    expect(root.children[0]?.attributes.get('x')).toBe('"');
  });

  it.each([
    ['', 'does not end'],
    ['text', 'outside'],
    ['<a>', 'does not end'],
    ['<a></b>', 'stray end tag'],
    ['<p:a></q:a>', 'stray end tag'],
    ['</a>', 'stray end tag'],
    ['<a/><b/>', 'second'],
    ['<a/>x', 'outside'],
    ['<a b/>', 'without a value'],
    ['<a b=c/>', 'not quoted'],
    ['<a b="1"c="2"/>', 'no blank'],
    ['<a b="1" b="2"/>', 'twice'],
    ['<a b="<"/>', 'not quoted'],
    ['<a', 'does not end'],
    ['<!-- <a/>', 'no -->'],
    ['<a><![CDATA[</a>', 'no ]]>'],
    ['<?xml <a/>', 'no ?>'],
    ['<a>&euro;</a>', 'entity'],
    ['<a>& b</a>', 'entity'],
    ['<a>&#0;</a>', 'character'],
    ['<a>&#xD800;</a>', 'character'],
    ['<a>&#x110000;</a>', 'character'],
    ['<a><?php ?></a>', 'instruction'],
  ])('is not %j', (source, why) => {
    expect(outcome(source)).toContain('refused: ');
    expect(outcome(source)).toContain(why);
  });

  it('has no document type, hence no entities of its own and nothing fetched', () => {
    const laughs = '<!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><l>&b;</l>';
    const stranger = '<!DOCTYPE l SYSTEM "file:///etc/passwd"><l/>';
    for (const source of [laughs, stranger, `<?xml version="1.0"?>\n${laughs}`])
      expect(outcome(source)).toBe('refused: a document type or an instruction');
  });

  it('is bounded in length, depth, elements and attributes', () => {
    const { depth, elements, attributes, characters } = xmlBounds;
    const nested = (levels: number): string => `${'<a>'.repeat(levels)}${'</a>'.repeat(levels)}`;
    const wide = (children: number): string => `<a>${'<b/>'.repeat(children)}</a>`;
    const rich = (count: number): string =>
      `<a ${Array.from({ length: count }, (_, i) => `a${i}="1"`).join(' ')}/>`;
    for (const fits of [nested(depth), wide(elements - 1), rich(attributes)]) expect(outcome(fits)).toBe('');
    for (const beyond of [
      nested(depth + 1),
      wide(elements),
      rich(attributes + 1),
      ' '.repeat(characters + 1),
    ])
      expect(outcome(beyond)).toContain('refused: too');
  });

  it('has names that harm nothing', () => {
    const root = parseXml('<a __proto__="x" constructor="y"><__proto__/></a>');
    expect([...root.attributes.keys()]).toEqual(['__proto__', 'constructor']);
    expect({}).not.toHaveProperty('x');
  });

  it('refuses whatever else it is given, and breaks at nothing', () => {
    const piece = fc.oneof(
      fc.constantFrom(
        '<',
        '>',
        '/',
        '=',
        '"',
        "'",
        '&',
        ';',
        '<!--',
        '-->',
        '<![CDATA[',
        ']]>',
        '<?xml',
        '?>',
        '<!DOCTYPE',
        ' ',
        '&#x',
        'a',
        'p:a',
      ),
      fc.string({ unit: 'binary', maxLength: 5 }),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => {
        outcome(pieces.join(''));
      }),
      { numRuns: 3_000 },
    );
  });

  it('reads back what was written', () => {
    const text = fc
      .string({ unit: fc.constantFrom('a', ' b', '<', '&', '"', "'", 'ü', '😀', '>') })
      .map((value) => value.trim());
    const name = fc.constantFrom('a', 'b-c', 'd.e', '_f');
    const tree: fc.Arbitrary<Omit<XmlElement, 'children'> & { children: XmlElement[] }> = fc.letrec(
      (tie) => ({
        tree: fc.record({
          name,
          attributes: fc
            .dictionary(name, text, { maxKeys: 3 })
            .map((values) => new Map(Object.entries(values))),
          text,
          children: fc.oneof({ maxDepth: 3 }, fc.constant([]), fc.array(tie('tree'), { maxLength: 3 })),
        }),
      }),
    ).tree as never;
    const written = ({ name: tag, attributes, text: own, children }: XmlElement): string =>
      `<${tag}${[...attributes].map(([key, value]) => ` ${key}="${escaped(value)}"`).join('')}>${escaped(own)}${children.map(written).join('')}</${tag}>`;
    fc.assert(
      fc.property(tree, (element) => {
        const source = written(element);
        fc.pre(depthOf(element) <= xmlBounds.depth && source.length <= xmlBounds.characters);
        expect(parseXml(source)).toEqual(element);
      }),
    );
  });
});

function escaped(text: string): string {
  return text.replaceAll(/[<&"']/g, (sign) => `&#${String(sign.codePointAt(0))};`);
}

function depthOf({ children }: XmlElement): number {
  return 1 + Math.max(0, ...children.map(depthOf));
}
