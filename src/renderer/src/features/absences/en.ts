import type { Translated } from '../../i18n/catalogue.ts';
import type { de } from './de.ts';

export const en: Translated<typeof de> = {
  help: {
    list: {
      what: 'Who is away and who stands in. What falls due meanwhile stands at the deputy and comes back by itself.',
      data: 'Absences of your organisation on this desk, without the reason: that is nobody’s business.',
    },
  },
  nav: 'Absence',
  title: 'Absences',
  banner: {
    away: 'You are reported absent until {{until}}. {{deputy}} does what falls due.',
    nobody: 'You are reported absent until {{until}}, and your deputy is away as well.',
    end: 'I am back',
  },
  report: {
    title: 'Report absence',
    who: 'Who',
    from: 'From',
    last: 'Last day',
    deputy: 'Deputy',
    submit: 'Report',
    done: 'Absence reported: {{from}} to {{last}}',
    wrongDays: 'The last day is before the first.',
  },
  list: 'Reported absences',
  none: 'Nobody is reported absent',
  noneHint: 'Whoever goes on leave reports it here, with a deputy.',
  days: '{{from}} to {{last}}',
  now: 'now',
  deputy: 'Deputy: {{name}}',
  passedOn: 'Deputy: {{name}}, at present {{doing}}',
  uncovered: 'nobody there',
  change: {
    open: 'Change absence of {{name}}',
    submit: 'Change',
    done: 'Absence of {{name}} changed',
  },
  cancel: 'Cancel absence of {{name}}',
  cancelled: 'Absence of {{name}} cancelled',
  end: 'End absence of {{name}}',
  ended: 'Absence of {{name}} ended',
  error: {
    absence: {
      'not-yours': {
        cause: 'Only a team lead reports the absence of others.',
        next: 'Please ask your team lead.',
      },
      'own-deputy': { cause: 'Nobody can be their own deputy.', next: 'Please choose somebody else.' },
      'no-time': { cause: 'It ends before it begins.', next: 'Please check the days.' },
      gone: { cause: 'This absence is no longer there.', next: 'Nothing more to do.' },
    },
  },
  words: {
    thing: { absence: 'Absence' },
    field: {
      absence: {
        staff_id: 'Who',
        deputy_id: 'Deputy',
        from_at: 'From',
        until_at: 'Until',
        reported_by: 'Reported by',
        reported_at: 'Reported',
        ended_at: 'Ended',
      },
    },
    value: {},
    act: {
      absence: {
        report: 'Report absence',
        change: 'Change absence',
        end: 'End absence',
        resume: 'Resume absence',
      },
    },
  },
};
