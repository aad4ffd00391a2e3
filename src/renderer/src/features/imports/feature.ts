import { IconFileImport } from '@tabler/icons-react';
import { fill } from '../../slots/slot.ts';
import { listActs } from '../../slots/slots.ts';
import type { RendererFeature } from '../renderer-feature.ts';
import { de } from './de.ts';
import { en } from './en.ts';
import { ExportButton } from './export-button.tsx';
import { ImportScreen } from './import-screen.tsx';
import { ImportsScreen } from './imports-screen.tsx';

export const importsFeature: RendererFeature = {
  name: 'imports',
  catalogue: { de, en },
  contributions: [fill(listActs, 10, ExportButton)],
  screens: [
    {
      path: '/import',
      component: ImportsScreen,
      nav: { group: 'care', order: 40, label: 'nav', keys: 'g i', icon: IconFileImport },
      help: 'help.imports',
    },
    { path: '/import/:id', component: ImportScreen, help: 'help.imports' },
  ],
};
