import type { ReactNode } from 'react';
import { Select } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import { numberRuleAdd, numberRuleChange, numberRuleRemove } from '#shared/features/number-rules/commands.ts';
import { numberRulesContract } from '#shared/features/number-rules/contract.ts';
import type { NumberRuleLine } from '#shared/features/number-rules/contract.ts';
import { mayKeepRules } from '#shared/features/number-rules/model.ts';
import { NUMBER_RULE_KINDS } from '#shared/phone/number-rule.ts';
import { useSession } from '../../api/desk-state.tsx';
import { newId } from '../../api/new-id.ts';
import { useRun } from '../../api/run-command.ts';
import { useQuery } from '../../api/use-query.ts';
import { ErrorNote } from '../../ui/error-note.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { Mark } from '../../ui/mark.tsx';
import { Panel } from '../../ui/panel.tsx';
import { Row, Rows } from '../../ui/rows.tsx';
import { useAct } from '../../ui/use-act.ts';
import styles from './number-rules.module.css';
import { RuleForm } from './rule-form.tsx';
import { ruleTables } from './tables.ts';
import { useNumberRuleTexts } from './texts.ts';

/** The house's rules; everybody may see why a call did not pop, few may change it. */
export function RuleList(): ReactNode {
  const t = useNumberRuleTexts();
  const session = useSession();
  const { value: rules, error } = useQuery(numberRulesContract, 'list', {}, ruleTables);
  const mayChange = session ? mayKeepRules(session) : false;
  return (
    <Panel title={t('list.title')} count={rules?.length}>
      {error !== undefined && <ErrorNote error={error} />}
      {rules?.length === 0 && <p className={styles.note}>{t('list.none')}</p>}
      <Rows label={t('list.title')}>
        {rules?.map((rule) => (
          <RuleRow key={rule.id} rule={rule} mayChange={mayChange} />
        ))}
      </Rows>
      {mayChange ? <RuleForm /> : <p className={styles.note}>{t('list.readOnly')}</p>}
    </Panel>
  );
}

interface Props {
  readonly rule: NumberRuleLine;
  readonly mayChange: boolean;
}

function RuleRow({ rule: { id, pattern, kind, note, createdByName }, mayChange }: Props): ReactNode {
  const t = useNumberRuleTexts();
  const run = useRun();
  const act = useAct();
  const remove = (): Promise<boolean> =>
    act(() => run(numberRuleRemove, { id }), {
      done: t('list.removed', { pattern }),
      undo: () => run(numberRuleAdd, { id: newId(), pattern, kind, note }),
    });
  return (
    <Row
      title={pattern}
      marks={mayChange ? undefined : <Mark>{t(`kind.${kind}`)}</Mark>}
      detail={[note, createdByName && t('list.by', { who: createdByName })].filter(Boolean).join(' · ')}
      acts={
        mayChange && (
          <>
            <Select
              aria-label={t('list.kindOf', { pattern })}
              allowDeselect={false}
              data={NUMBER_RULE_KINDS.map((value) => ({ value, label: t(`kind.${value}`) }))}
              value={kind}
              onChange={(value) =>
                value !== null && void act(() => run(numberRuleChange, { id, kind: value, note }))
              }
            />
            <IconButton
              icon={IconTrash}
              label={t('list.remove', { pattern })}
              onClick={() => void remove()}
            />
          </>
        )
      }
    />
  );
}
