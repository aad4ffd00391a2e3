import { useLanguage } from '../../i18n/language.tsx';
import type { PaperText, PaperWords } from './person-html.ts';
import { usePersonRightsTexts } from './texts.ts';

/** What things and fields of whatever feature are called: `words` in the catalogue of the feature they belong to. */
export function usePaperWords(): PaperWords {
  const { i18n } = useLanguage();
  const t = usePersonRightsTexts();
  const { ns } = i18n.options;
  const namespaces = Array.isArray(ns) ? [...ns] : [];
  const look = (key: string, otherwise: string): string => {
    const full = `words.${key}`;
    return i18n.exists(full, { ns: namespaces }) ? i18n.t(full, { ns: namespaces }) : otherwise;
  };
  return {
    language: i18n.language,
    text: (key: PaperText) => t(`paper.${key}`),
    thing: (table) => look(`thing.${table}`, table),
    field: (table, field) => look(`field.${table}.${field}`, field),
    // A key with a dot in it would be looked up as two.
    value: (table, field, value) =>
      /^[\w-]{1,40}$/.test(value) ? look(`value.${table}.${field}.${value}`, value) : value,
    // Made only for a paper: every sheet has its words at hand, and next to none is written.
    moment: (at) =>
      new Intl.DateTimeFormat(i18n.language, { dateStyle: 'medium', timeStyle: 'short' }).format(at),
  };
}
