import type { Translated } from '../../i18n/catalogue.ts';
import type { de } from './de.ts';

export const en: Translated<typeof de> = {
  title: 'Files',
  none: 'No file yet',
  noneHint: 'Drag a file here, paste a picture, or choose “Attach a file”.',
  add: 'Attach a file',
  also: 'attachment scan letter photo document upload',
  dropHere: 'Drop here',
  most: 'up to {{mb}} MB a file',
  pasted: 'Picture {{when}}',
  coming: '{{name}} is being taken over: {{percent}} %',
  added: '{{name}} attached',
  size: { b: '{{n}} bytes', kb: '{{n}} KB', mb: '{{n}} MB' },
  by: '{{name}}, {{when}}',
  state: {
    draft: 'kept with the entry',
    waiting: 'not uploaded yet',
    waitingHint: 'On this desk alone so far; uploaded by itself as soon as the centre can be reached.',
    up: 'being uploaded: {{percent}} %',
    down: 'being fetched: {{percent}} %',
    away: 'not on this desk',
    awayHint: 'Fetched from the centre when you open it.',
  },
  open: 'Open {{name}}',
  save: 'Save {{name}} as …',
  stop: 'Stop fetching {{name}}',
  rename: 'Rename {{name}}',
  renameTitle: 'Rename the file',
  fileName: 'File name',
  keep: 'Save',
  renamed: 'The file is called {{name}} now.',
  remove: 'Remove {{name}}',
  removed: '{{name}} removed',
  savedTo: 'Saved: {{path}}',
  openedFrom: 'Opened: {{path}}',
  notOpened: 'Saved, but no program was found to open it: {{path}}',
  offered: '{{name}} was given to the browser.',
  error: {
    attachment: {
      empty: { cause: 'The file is empty.', next: 'Choose a file with something in it.' },
      'over-limit': {
        cause: 'The file is larger than the centre accepts by now.',
        next: 'Attach it again smaller or split, or ask the administration.',
      },
      'too-large': {
        cause: 'The file has {{mb}} MB; more than {{most}} MB cannot be attached.',
        next: 'Make it smaller or split it, for example by scanning with a lower resolution.',
      },
      twice: { cause: 'This file is attached here already: {{name}}.', next: 'There is nothing more to do.' },
      interrupted: { cause: 'The file has not arrived as a whole.', next: 'Attach the file again.' },
      gone: { cause: 'This file is no longer there.', next: 'Look at the list again.' },
      'subject-gone': {
        cause: 'The entry the file belongs to is no longer there.',
        next: 'Attach the file to another entry.',
      },
      'not-yours': {
        cause: 'Somebody else has attached this file.',
        next: 'Whoever attached it can remove it, or a lead.',
      },
      'not-uploaded': {
        cause: 'The file has not been uploaded yet: it is only on the desk where it was attached.',
        next: 'It can be opened as soon as that desk is in touch with the centre again.',
      },
      'not-here': {
        cause: 'The contents of the file are not on this desk.',
        next: 'Open it again with a connection to the centre.',
      },
      'not-openable': {
        cause: 'Files of this kind are not opened from here.',
        next: 'Save the file and open it with the right program, if you know where it comes from.',
      },
      stopped: { cause: 'Fetching was stopped.', next: 'It goes on from there later.' },
      'bad-chunk': {
        cause: 'A part of the file does not fit it.',
        next: 'Remove the file and attach it again.',
      },
      'wrong-hash': {
        cause: 'The contents of the file are other than was said.',
        next: 'Remove the file and attach it again.',
      },
    },
    files: {
      'no-way': {
        cause: 'No file can be saved from here.',
        next: 'Open Rufblatt in its window or in the browser.',
      },
      'not-written': {
        cause: 'The file could not be saved ({{detail}}).',
        next: 'Choose another folder; the disk may be full or write-protected.',
      },
    },
  },
  words: {
    thing: { attachment: 'File' },
    field: {
      attachment: {
        subject_type: 'Belongs to (kind)',
        subject_id: 'Belongs to',
        file_name: 'File name',
        media_type: 'File type',
        bytes: 'Size',
        sha256: 'Checksum',
        added_by: 'Attached by',
        added_at: 'Attached on',
      },
    },
    value: { attachment: { subject_type: { interaction: 'Contact', ticket: 'Ticket' } } },
    act: { attachment: { add: 'Attach a file', rename: 'Rename a file', remove: 'Remove a file' } },
  },
};
