import type { Format } from '../../i18n/format.ts';
import type { Texts } from '../../i18n/texts.ts';
import type { de } from './de.ts';

const KB = 1024;

/** `240 KB`, `1,4 MB`: as file managers say it. */
export function sizeText(bytes: number, t: Texts<typeof de>, format: Pick<Format, 'number'>): string {
  if (bytes < KB) return t('size.b', { n: format.number(bytes) });
  if (bytes < KB * KB) return t('size.kb', { n: format.number(Math.round(bytes / KB)) });
  return t('size.mb', { n: format.number(Math.round((bytes / KB / KB) * 10) / 10) });
}
