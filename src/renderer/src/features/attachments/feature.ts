import { fill } from '../../slots/slot.ts';
import { thingFiles, thingPanel } from '../../slots/slots.ts';
import type { RendererFeature } from '../renderer-feature.ts';
import { de } from './de.ts';
import { en } from './en.ts';
import { FilesPanel } from './files-panel.tsx';
import { FilesPart } from './files-part.tsx';

export const attachmentsFeature: RendererFeature = {
  name: 'attachments',
  catalogue: { de, en },
  contributions: [fill(thingFiles, 0, FilesPart), fill(thingPanel, 10, FilesPanel)],
  screens: [],
};
