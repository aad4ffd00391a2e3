import { fill } from '../../slots/slot.ts';
import { chooserMark, popLine, sheetAlert, sheetPanel, timelineFact } from '../../slots/slots.ts';
import type { RendererFeature } from '../renderer-feature.ts';
import { BlockAlert } from './block-alert.tsx';
import { BlockFact } from './block-fact.tsx';
import { BlockMark } from './block-mark.tsx';
import { BlockPopLine } from './block-pop-line.tsx';
import { BlocksPanel } from './blocks-panel.tsx';
import { de } from './de.ts';
import { en } from './en.ts';

export const blocksFeature: RendererFeature = {
  name: 'blocks',
  catalogue: { de, en },
  contributions: [
    fill(sheetAlert, 0, BlockAlert),
    fill(popLine, 0, BlockPopLine),
    fill(sheetPanel, 70, BlocksPanel),
    fill(chooserMark, 0, BlockMark),
    fill(timelineFact, 0, BlockFact),
  ],
  screens: [],
};
