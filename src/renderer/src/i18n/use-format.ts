import type { Format } from './format.ts';
import { useLanguage } from './language.tsx';

export const useFormat = (): Format => useLanguage().format;
