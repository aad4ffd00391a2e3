import type { DeskStatus } from '#shared/ipc/status.ts';

/** The few words the shell says itself, before and beside the renderer. */
export interface ShellTexts {
  readonly open: string;
  readonly quit: string;
  readonly startFailed: string;
  readonly pbx: Readonly<Record<DeskStatus['pbx']['state'], string>>;
  readonly centre: Readonly<Record<DeskStatus['centre']['state'], string>>;
  readonly pending: (count: number) => string;
}

const german: ShellTexts = {
  open: 'Rufblatt öffnen',
  quit: 'Beenden',
  startFailed: 'Rufblatt konnte nicht starten',
  pbx: {
    off: 'Telefonanlage: nicht eingerichtet',
    connecting: 'Telefonanlage: verbindet …',
    ready: 'Telefonanlage: bereit',
    waiting: 'Telefonanlage: nicht erreichbar',
    refused: 'Telefonanlage: Anmeldung abgelehnt',
  },
  centre: {
    'signed-out': 'Zentrale: nicht angemeldet',
    connecting: 'Zentrale: verbindet …',
    online: 'Zentrale: verbunden',
    offline: 'Zentrale: offline',
    untrusted: 'Zentrale: Zertifikat nicht vertrauenswürdig',
    refused: 'Zentrale: Anmeldung abgelehnt',
  },
  pending: (count) => (count === 1 ? '1 Änderung wartet' : `${String(count)} Änderungen warten`),
};

const english: ShellTexts = {
  open: 'Open Rufblatt',
  quit: 'Quit',
  startFailed: 'Rufblatt could not start',
  pbx: {
    off: 'Phone system: not set up',
    connecting: 'Phone system: connecting …',
    ready: 'Phone system: ready',
    waiting: 'Phone system: unreachable',
    refused: 'Phone system: login refused',
  },
  centre: {
    'signed-out': 'Centre: not signed in',
    connecting: 'Centre: connecting …',
    online: 'Centre: connected',
    offline: 'Centre: offline',
    untrusted: 'Centre: certificate not trusted',
    refused: 'Centre: login refused',
  },
  pending: (count) => (count === 1 ? '1 change waiting' : `${String(count)} changes waiting`),
};

/** @param locale BCP 47, as the operating system gives it */
export const shellTexts = (locale: string): ShellTexts => (/^de\b/i.test(locale) ? german : english);

/** One line a subsystem, for the tray's tooltip and menu. */
export function statusLines(status: DeskStatus, texts: ShellTexts): readonly string[] {
  const lines = [texts.pbx[status.pbx.state], texts.centre[status.centre.state]];
  return status.centre.pending > 0 ? [...lines, texts.pending(status.centre.pending)] : lines;
}
