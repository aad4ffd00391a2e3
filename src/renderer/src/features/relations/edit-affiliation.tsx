import { useState } from 'react';
import type { ReactNode } from 'react';
import { affiliationEdit } from '#shared/features/relations/commands.ts';
import type { AffiliationLine } from '#shared/features/relations/contract.ts';
import { useRun } from '../../api/run-command.ts';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { useAct } from '../../ui/use-act.ts';
import { isBackwards, PlaceFields, placeOf } from './place-fields.tsx';
import { useRelationTexts } from './texts.ts';

interface Props {
  readonly line: AffiliationLine;
  readonly onClose: () => void;
}

/** Function, department, superior, days. Who and where stay: another organisation is another affiliation. */
export function EditAffiliation({ line, onClose }: Props): ReactNode {
  const t = useRelationTexts();
  const run = useRun();
  const act = useAct();
  const before = placeOf(line);
  const [place, setPlace] = useState(before);
  const set = (wanted: typeof before): Promise<void> => run(affiliationEdit, { id: line.id, ...wanted });
  const names = { person: line.person.name, organisation: line.organisation.name };
  return (
    <FormDialog
      title={t('edit.place', names)}
      submit={t('add.submit')}
      isReady={!isBackwards(place)}
      onSubmit={() =>
        act(() => set(place), { done: t('edit.done', { name: names.person }), undo: () => set(before) })
      }
      onClose={onClose}
    >
      <PlaceFields organisationId={line.organisation.id} except={line.id} place={place} onChange={setPlace} />
    </FormDialog>
  );
}
