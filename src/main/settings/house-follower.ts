import type { DeskSettingsPatch } from '#shared/settings/desk-settings.ts';
import type { ReadableDb } from '../replica/db.ts';
import type { SettingsStore } from './settings-store.ts';

/** What a feature knows of the house that every desk of it is set to. */
export interface HouseSettings {
  /** What it is kept in: read again when one of these changes. */
  readonly tables: readonly string[];
  /** `scopeId`: where this desk's new rows go; undefined: nobody is signed in. Values are checked by who takes them. */
  read(db: ReadableDb, of: { readonly scopeId: string | undefined }): DeskSettingsPatch;
}

/** Keeps the settings on what the house says, from this moment on: a change reaches the open doors by itself. */
export function followHouse({
  sources,
  db,
  settings,
  scopeId,
  onTables,
  onSession,
}: {
  readonly sources: readonly HouseSettings[];
  readonly db: ReadableDb;
  readonly settings: Pick<SettingsStore, 'takeHouse'>;
  readonly scopeId: () => string | undefined;
  readonly onTables: (listener: (tables: readonly string[]) => void) => void;
  readonly onSession: (listener: () => void) => void;
}): void {
  const read = (): void => {
    const of = { scopeId: scopeId() };
    const said = sources.map((source) => source.read(db, of));
    // Each section is one feature's at most.
    settings.takeHouse(said.reduce((all, more) => ({ ...all, ...more }), {}));
  };
  const watched = new Set(sources.flatMap(({ tables }) => tables));
  onTables((tables) => {
    if (tables.some((table) => watched.has(table))) read();
  });
  onSession(read);
  read();
}
