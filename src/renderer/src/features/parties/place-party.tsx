import { useState } from 'react';
import type { ReactNode } from 'react';
import { Checkbox, Select } from '@mantine/core';
import { partyEdit } from '#shared/features/parties/commands.ts';
import type { PartyDetails } from '#shared/features/parties/contract.ts';
import { PARTY_UNITS } from '#shared/features/parties/model.ts';
import { useRun } from '../../api/run-command.ts';
import { SlotOutlet } from '../../slots/slot-outlet.tsx';
import { partyPicker } from '../../slots/slots.ts';
import type { ChosenParty, PartyProps } from '../../slots/slots.ts';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { useAct } from '../../ui/use-act.ts';
import { usePartyTexts } from './texts.ts';

interface Props extends PartyProps {
  readonly details: PartyDetails;
  readonly onClose: () => void;
}

/** What an organisation is, and what it is part of, or of nothing. Circles are refused where they arise. */
export function PlaceParty({ partyId, details, onClose }: Props): ReactNode {
  const t = usePartyTexts();
  const run = useRun();
  const act = useAct();
  const before = details.above.at(-1) ?? null;
  const [parent, setParent] = useState<ChosenParty | null>(before);
  const [isAlone, setAlone] = useState(before === null);
  const [unit, setUnit] = useState(details.unit);
  const set = (parentId: string | null, what: PartyDetails['unit']): Promise<void> =>
    run(partyEdit, { id: partyId, patch: { parent_id: parentId, unit: what } });
  return (
    <FormDialog
      title={t('details.place')}
      submit={t('details.placeSubmit')}
      isReady={isAlone || parent !== null}
      onSubmit={() =>
        act(() => set(isAlone ? null : (parent?.id ?? null), unit), {
          done: t('details.placed'),
          undo: () => set(before?.id ?? null, details.unit),
        })
      }
      onClose={onClose}
    >
      <Checkbox
        label={t('details.alone')}
        checked={isAlone}
        onChange={(event) => setAlone(event.currentTarget.checked)}
      />
      {!isAlone && (
        <SlotOutlet
          slot={partyPicker}
          with={{ label: t('details.parent'), chosen: parent, onChange: setParent, except: partyId }}
        />
      )}
      <Select
        label={t('words.field.party.unit')}
        clearable
        placeholder={t('details.noUnit')}
        data={PARTY_UNITS.map((value) => ({ value, label: t(`words.value.party.unit.${value}`) }))}
        value={unit}
        onChange={(value) => setUnit(PARTY_UNITS.find((one) => one === value) ?? null)}
      />
    </FormDialog>
  );
}
