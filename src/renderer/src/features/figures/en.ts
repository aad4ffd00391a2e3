import type { Translated } from '../../i18n/catalogue.ts';
import type { de } from './de.ts';

export const en: Translated<typeof de> = {
  help: {
    team: {
      what: 'Calls and missed calls by hour and line, open tickets by age: of the whole team, never of a person.',
      data: 'Counted on this desk, from the last 28 days. Nothing is shown of fewer than five people.',
    },
  },
  nav: 'Figures',
  title: 'Figures of the team',
  span: 'Last 28 days, whole team',
  hours: 'Calls by hour',
  lines: 'Calls by line',
  ages: 'Open tickets by age',
  answered: 'answered',
  missed: 'missed',
  tickets: 'tickets',
  hour: 'Hour',
  hourOf: '{{hour}}:00',
  line: 'Line',
  otherLines: 'other lines',
  age: 'Age',
  ageOf: {
    day: 'up to 1 day',
    week: '2 to 7 days',
    month: '8 to 30 days',
    older: 'older',
  },
  asTable: 'As a table',
  tooFew: 'Too few people',
  tooFewHint: 'There are figures only of five and more people together, so that they show nobody alone.',
  none: 'Nothing to count yet',
  leadOnly: 'Figures by line are for team leads only.',
  error: {
    figures: {
      'lead-only': {
        cause: 'Figures by line are for team leads only.',
        next: 'The figures of the team are on “Today”.',
      },
    },
  },
};
