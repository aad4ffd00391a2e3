import type { ReactNode } from 'react';
import { IconCircleCheck } from '@tabler/icons-react';
import type { TaskLine } from '#shared/features/tasks/contract.ts';
import { taskTable } from '#shared/features/tasks/model.ts';
import { hrefOf } from '../../app/router.ts';
import { useRouteOf } from '../../features/features-context.tsx';
import { useFormat } from '../../i18n/use-format.ts';
import { HiddenField } from '../../ui/hidden-field.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { Mark } from '../../ui/mark.tsx';
import { Row } from '../../ui/rows.tsx';
import { useNow } from '../../ui/use-now.ts';
import { dueWords, isOverdue } from './due-words.ts';
import { useTaskTexts } from './texts.ts';
import { useComplete } from './use-complete.ts';

interface Props {
  readonly task: TaskLine;
  readonly withParty?: boolean;
}

export function TaskRow({ task, withParty = false }: Props): ReactNode {
  const t = useTaskTexts();
  const format = useFormat();
  const now = useNow();
  const complete = useComplete();
  const routeOf = useRouteOf();
  const route = withParty ? routeOf({ type: 'party', id: task.partyId }) : undefined;
  return (
    <Row
      lead={
        <IconButton
          icon={IconCircleCheck}
          label={t('complete', { title: task.title })}
          onClick={() => void complete(task)}
        />
      }
      title={
        <HiddenField table={taskTable} column="title">
          {task.title}
        </HiddenField>
      }
      marks={
        <>
          {isOverdue(task, now) && <Mark tone="warn">{t('overdue')}</Mark>}
          {task.promised && <Mark tone="accent">{t('promised')}</Mark>}
        </>
      }
      aside={<time title={format.relative(task.dueAt, now)}>{dueWords(task, format, now)}</time>}
      detail={
        <>
          {withParty && route !== undefined && (
            <>
              <a href={hrefOf(route)}>{task.partyName}</a>
              {' · '}
            </>
          )}
          {t(`kind.${task.kind}`)} · {task.assigneeName}
        </>
      }
    />
  );
}
