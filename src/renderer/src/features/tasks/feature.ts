import { fill } from '../../slots/slot.ts';
import {
  entryLinks,
  followUpPicker,
  overlay,
  popLine,
  sheetAlert,
  sheetHead,
  sheetPanel,
  todayCard,
  wrapUpPart,
} from '../../slots/slots.ts';
import type { RendererFeature } from '../renderer-feature.ts';
import { de } from './de.ts';
import { en } from './en.ts';
import { EntryTasks } from './entry-tasks.tsx';
import { ExpectedCalls } from './expected-calls.tsx';
import { FollowUpAct } from './follow-up-act.tsx';
import { FollowUpPart } from './follow-up-part.tsx';
import { FollowUpPicker } from './follow-up-picker.tsx';
import { FollowUps } from './follow-ups.tsx';
import { PromiseAlert } from './promise-alert.tsx';
import { PromiseLine } from './promise-line.tsx';
import { Reminders } from './reminders.tsx';
import { TodayTasks } from './today-tasks.tsx';

export const tasksFeature: RendererFeature = {
  name: 'tasks',
  catalogue: { de, en },
  contributions: [
    fill(sheetHead, 70, FollowUpAct),
    fill(sheetAlert, 10, PromiseAlert),
    fill(sheetPanel, 30, FollowUps),
    fill(popLine, 10, PromiseLine),
    fill(wrapUpPart, 20, FollowUpPart),
    fill(followUpPicker, 0, FollowUpPicker),
    fill(entryLinks, 20, EntryTasks),
    fill(todayCard, 10, TodayTasks),
    fill(todayCard, 26, ExpectedCalls),
    fill(overlay, 10, Reminders),
  ],
  screens: [],
};
