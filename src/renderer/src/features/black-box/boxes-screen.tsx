import type { ReactNode } from 'react';
import { IconTimeline } from '@tabler/icons-react';
import { blackBoxContract } from '#shared/features/black-box/contract.ts';
import type { BoxLine } from '#shared/features/black-box/contract.ts';
import { useQuery } from '../../api/use-query.ts';
import { hrefOf } from '../../app/router.ts';
import { useCoreTexts } from '../../i18n/use-core-texts.ts';
import { useFormat } from '../../i18n/use-format.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { Panel } from '../../ui/panel.tsx';
import { ScreenTitle } from '../../ui/screen-title.tsx';
import { useNow } from '../../ui/use-now.ts';
import styles from './black-box.module.css';
import { farEndOf } from './far-end-of.ts';
import { KeepDays } from './keep-days.tsx';
import { useBlackBoxTexts } from './texts.ts';

const MOST = 200;

/** Every call of this desk with its trace, the latest first. */
export function BoxesScreen(): ReactNode {
  const t = useBlackBoxTexts();
  const { value: lines, error } = useQuery(blackBoxContract, 'list', { limit: MOST }, ['black_box']);
  return (
    <>
      <ScreenTitle title={t('boxes.title')} detail={t('boxes.lead')}>
        <KeepDays />
      </ScreenTitle>
      <Panel title={t('boxes.title')} count={lines?.length}>
        {error !== undefined && <ErrorNote error={error} />}
        {lines?.length === 0 && (
          <EmptyState icon={IconTimeline} title={t('boxes.none')} hint={t('boxes.noneHint')} />
        )}
        {lines && lines.length > 0 && (
          <table className={styles.table}>
            <thead>
              <tr>
                <th scope="col">{t('boxes.when')}</th>
                <th scope="col">{t('boxes.who')}</th>
                <th scope="col">{t('boxes.rule')}</th>
                <th scope="col">{t('boxes.end')}</th>
                <th scope="col" className={styles.figures}>
                  {t('boxes.pop')}
                </th>
              </tr>
            </thead>
            <tbody>
              {lines.map((line) => (
                <BoxRow key={line.id} line={line} />
              ))}
            </tbody>
          </table>
        )}
      </Panel>
    </>
  );
}

function BoxRow({ line: { id, beganAt, endedAt, facts, pop } }: { readonly line: BoxLine }): ReactNode {
  const t = useBlackBoxTexts();
  const core = useCoreTexts();
  const format = useFormat();
  const now = useNow();
  const end = facts?.end ?? null;
  return (
    <tr>
      <td>
        <a href={hrefOf(`/black-box/${id}`)}>
          <time>{format.moment(beganAt, now)}</time>
        </a>
      </td>
      <td>{farEndOf(facts, t)}</td>
      <td>{facts && t(`rung.${facts.rule}.name`)}</td>
      <td>{end !== null ? core(`end.${end}`) : endedAt === null && t('boxes.running')}</td>
      <td className={styles.figures}>
        {pop && t('pop.ms', { ms: format.number(Math.round(pop.total * 10) / 10) })}
      </td>
    </tr>
  );
}
