import type { coreDe } from './core-de.ts';
import { coreNamespace } from './setup.ts';
import { textsOf } from './texts.ts';

export const useCoreTexts = textsOf<typeof coreDe>(coreNamespace);
