import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { features } from '#renderer/features.ts';
import type { Catalogue } from './catalogue.ts';
import { coreDe } from './core-de.ts';
import { createLanguage } from './language.tsx';
import { coreNamespace, createTexts } from './setup.ts';
import { templateOf } from './template.ts';

/** Every key of a catalogue, the forms of a plural once. */
function keysOf(catalogue: Catalogue, above = ''): readonly string[] {
  const keys = Object.entries(catalogue).flatMap(([key, value]) =>
    typeof value === 'string'
      ? [`${above}${key.replace(/_(zero|one|other)$/, '')}`]
      : keysOf(value, `${above}${key}.`),
  );
  return [...new Set(keys)];
}

const catalogues: readonly (readonly [string, Catalogue])[] = [
  [coreNamespace, coreDe],
  ...features.map(({ name, catalogue }) => [name, catalogue.de] as const),
];

describe.each(['de', 'en'] as const)('a text with parameters, in %s', (language) => {
  it.each([undefined, 0, 1, 2, 1_000_000])(
    'says what i18next says of it, whichever it is, with %s of it',
    (count) => {
      const texts = createTexts(features, language);
      const made = createLanguage(texts);
      // Of every name that stands in a text, and what would be taken for a place or a pattern.
      const names = [...JSON.stringify(texts.store.data).matchAll(/\{\{(\w+)\}\}/g)].map(
        ([, name = '']) => name,
      );
      const params = {
        ...Object.fromEntries([...new Set(names)].map((name) => [name, `»${name} $1 & {{no}}«`])),
        ...(count !== undefined && { count }),
      };
      const differing: string[] = [];
      let said = 0;
      for (const [namespace, catalogue] of catalogues) {
        const t = made.texts(namespace);
        const fixed = texts.getFixedT(language, namespace) as (key: string, given: object) => string;
        for (const key of keysOf(catalogue)) {
          said += 1;
          // The second from what is kept.
          const own = [t(key, params), t(key, params)];
          const theirs = fixed(key, params);
          if (own.some((text) => text !== theirs)) differing.push(`${namespace} ${key}: ${own.join(' | ')}`);
        }
      }
      expect(differing).toEqual([]);
      expect(said).toBeGreaterThan(2_000);
    },
  );
});

describe('a template', () => {
  it('has its parameters in their places, whatever they are', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.stringMatching(/^[^{}$]*$/), fc.string())), (pieces) => {
        const text = pieces.map(([piece], index) => `${piece}{{p${index}}}`).join('');
        const params = Object.fromEntries(pieces.map(([, value], index) => [`p${index}`, value]));
        expect(templateOf(text)?.fill(params)).toBe(pieces.map((pair) => pair.join('')).join(''));
      }),
    );
  });

  it.each(['$t(other)', '{{when, date}}', '{{- name}}', '{{', 'a {{b}} $t(c.{{d}})'])(
    'is none: %s',
    (text) => {
      expect(templateOf(text)).toBeUndefined();
    },
  );

  it('is empty where nothing is given', () => {
    expect(templateOf('{{a}}–{{b}}–{{c}}')?.fill({ b: null, c: 0 })).toBe('––0');
  });
});
