import { useTranslation } from 'react-i18next';
import type { ValueView } from '#shared/features/sync-inbox/contract.ts';
import { useFormat } from '../../i18n/use-format.ts';
import { useNow } from '../../ui/use-now.ts';
import { useInboxTexts } from './texts.ts';

export interface Words {
  /** "Kunde" */
  thing(type: string): string;
  /** "Straße" */
  field(type: string, field: string): string;
  /** "Kundendaten ändern" */
  act(command: string): string;
  value(type: string, field: string, value: ValueView): string;
}

/**
 * What things, fields and commands of whatever feature are called: `words` in the catalogue of the feature they belong
 * to. What has no words yet is called by its own name, which is better than nothing.
 */
export function useWords(): Words {
  const { i18n } = useTranslation();
  const t = useInboxTexts();
  const format = useFormat();
  const now = useNow();
  const { ns } = i18n.options;
  const namespaces = Array.isArray(ns) ? [...ns] : [];
  const look = (key: string, otherwise: string): string => {
    const found = i18n.exists(`words.${key}`, { ns: namespaces });
    return found ? i18n.t(`words.${key}`, { ns: namespaces }) : otherwise;
  };
  return {
    thing: (type) => look(`thing.${type}`, type),
    field: (type, field) => look(`field.${type}.${field}`, field),
    act: (command) => look(`act.${command.replace(/@\d+$/, '')}`, command),
    value(type, field, value) {
      switch (value.kind) {
        case 'none':
          return t('empty');
        case 'flag':
          return t(value.flag ? 'yes' : 'no');
        case 'time':
          return format.moment(value.at, now);
        case 'name':
          return value.name;
        case 'text':
          return look(`value.${type}.${field}.${value.text}`, value.text);
      }
    },
  };
}
