import { useEffect, useRef, useState } from 'react';
import type { ReactNode } from 'react';
import { Button, Select, Textarea, TextInput } from '@mantine/core';
import type { InteractionLine } from '#shared/features/interactions/contract.ts';
import { DIRECTIONS, INTERACTION_TYPES } from '#shared/features/interactions/model.ts';
import type { Ref } from '#shared/kernel/ref.ts';
import { SlotOutlet } from '../../slots/slot-outlet.tsx';
import { entryLinks, followUpPicker, partyPicker, thingFiles } from '../../slots/slots.ts';
import type { PartyProps } from '../../slots/slots.ts';
import { Keys } from '../../ui/keys.tsx';
import { Panel } from '../../ui/panel.tsx';
import { useKeysWithin } from '../../ui/use-keys-within.ts';
import { faultsOf, isBlank, USUAL_DIRECTION } from './entry-draft.ts';
import type { DraftFaults, EntryDraft } from './entry-draft.ts';
import styles from './entry-form.module.css';
import { useOpenEntry } from './entry-store.ts';
import { useInteractionTexts } from './texts.ts';
import { useDraft } from './use-draft.ts';
import { useSaveEntry } from './use-save-entry.ts';

export interface EntryFormProps extends PartyProps {
  readonly initial: EntryDraft;
  /** As it stands, while it is being corrected; null: it is a new one. */
  readonly line: InteractionLine | null;
  readonly onDone: () => void;
}

/** Who, when, with whom, what: and what came of it, what is next, what it belongs to. */
export function EntryForm({ partyId, initial, line, onDone }: EntryFormProps): ReactNode {
  const t = useInteractionTexts();
  const { draft, state, change: changeDraft, forget } = useDraft(partyId, initial, line);
  const { save, bookRef } = useSaveEntry(partyId);
  const [faults, setFaults] = useState<DraftFaults>();
  const refused = useOpenEntry((store) => store.refused);
  const field = useRef<HTMLTextAreaElement>(null);
  const group = useRef<HTMLDivElement>(null);
  const left = useRef<Element | null>(null);
  /** Throws away the files that wait for a new entry. */
  const forgetRef = useRef<(() => Promise<unknown>) | null>(null);
  // What the phone system saw of a call is nobody's to correct.
  const isSeen = line?.type === 'call';

  useEffect(() => {
    left.current = document.activeElement;
    field.current?.focus({ preventScroll: true });
  }, []);
  useEffect(() => {
    if (refused > 0) field.current?.focus();
  }, [refused]);
  const change = (patch: Partial<EntryDraft>): void => {
    changeDraft(patch);
    if (faults) setFaults(faultsOf({ ...draft, ...patch }, Date.now()));
  };
  const leave = (): void => {
    onDone();
    if (left.current instanceof HTMLElement) left.current.focus({ preventScroll: true });
  };
  const keep = async (): Promise<void> => {
    const found = faultsOf(draft, Date.now());
    setFaults(found);
    if (Object.keys(found).length > 0) {
      field.current?.focus();
      return;
    }
    if (!(await save(draft, line))) return;
    await forget();
    leave();
  };
  const discard = async (): Promise<void> => {
    if (line === null) await forgetRef.current?.();
    await forget();
    leave();
  };
  const wait = (files: number): void => {
    if (files !== draft.files) change({ files });
  };
  useKeysWithin(group, (event) => {
    const isSaved = event.key === 'Enter' && (event.ctrlKey || event.metaKey);
    if (!isSaved && !(event.key === 'Escape' && isBlank(draft, line))) return;
    event.preventDefault();
    event.stopPropagation();
    void (isSaved ? keep() : discard());
  });
  const toggle = (ref: Ref): void => {
    const others = draft.links.filter((one) => one.id !== ref.id);
    change({ links: others.length < draft.links.length ? others : [...others, ref] });
  };
  return (
    <Panel title={t(line === null ? 'entry.new' : 'entry.edit')}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void keep();
        }}
      >
        <div
          role="group"
          aria-label={t(line === null ? 'entry.new' : 'entry.edit')}
          className={styles.form}
          ref={group}
        >
          {!isSeen && (
            <div className={styles.pair}>
              <Select
                label={t('entry.type')}
                allowDeselect={false}
                value={draft.type}
                data={INTERACTION_TYPES.filter((type) => line === null || type !== 'call').map((type) => ({
                  value: type,
                  label: t(`type.${type}`),
                }))}
                onChange={(type) => type && change({ type, direction: USUAL_DIRECTION[type] })}
              />
              <Select
                label={t('entry.direction')}
                allowDeselect={false}
                value={draft.direction}
                data={DIRECTIONS.map((value) => ({ value, label: t(`entry.way.${value}`) }))}
                onChange={(direction) => direction && change({ direction })}
              />
              <TextInput
                label={t('entry.day')}
                type="date"
                value={draft.day}
                error={faults?.when && t(`entry.fault.${faults.when}`)}
                onChange={(event) => change({ day: event.currentTarget.value })}
              />
              <TextInput
                label={t('entry.hour')}
                type="time"
                value={draft.hour}
                onChange={(event) => change({ hour: event.currentTarget.value })}
              />
            </div>
          )}
          <div>
            <Textarea
              ref={field}
              label={t('entry.body')}
              rows={3}
              maxLength={20_000}
              value={draft.body}
              error={faults?.what && t('entry.fault.what')}
              onChange={(event) => change({ body: event.currentTarget.value })}
            />
            <p className={styles.state} role="status" data-state={refused > 0 ? 'failed' : state}>
              {refused > 0 ? t('entry.unfinished') : !isBlank(draft, line) && t(`entry.draft.${state}`)}
            </p>
          </div>
          <TextInput
            label={t('entry.result')}
            maxLength={2_000}
            value={draft.result}
            onChange={(event) => change({ result: event.currentTarget.value })}
          />
          <div className={styles.part}>
            <TextInput
              label={t('entry.nextStep')}
              maxLength={2_000}
              value={draft.nextStep}
              onChange={(event) => change({ nextStep: event.currentTarget.value })}
            />
            <SlotOutlet
              slot={followUpPicker}
              with={{ dueAt: draft.dueAt, onPick: (dueAt) => change({ dueAt }), bookRef }}
            />
          </div>
          <SlotOutlet
            slot={partyPicker}
            with={{
              label: t('entry.spokenWith'),
              chosen: draft.spokenWith,
              onChange: (spokenWith) =>
                change({ spokenWith: spokenWith && { id: spokenWith.id, name: spokenWith.name } }),
              except: partyId,
            }}
          />
          <SlotOutlet slot={entryLinks} with={{ partyId, chosen: draft.links, onToggle: toggle }} />
          <SlotOutlet
            slot={thingFiles}
            with={{
              thing: { type: 'interaction', id: draft.id },
              canAdd: true,
              ...(line === null && { onWaiting: wait, forgetRef }),
            }}
          />
          <div className={styles.acts}>
            <Button variant="default" onClick={() => void discard()}>
              {t(line === null ? 'entry.discard' : 'entry.cancel')}
            </Button>
            <Button type="submit" variant="filled" rightSection={<Keys combo="Mod+Enter" />}>
              {t('entry.save')}
            </Button>
          </div>
        </div>
      </form>
    </Panel>
  );
}
