import type { ReactNode } from 'react';
import { IconCalendarTime, IconCircleCheck, IconPhone, IconPhoneX } from '@tabler/icons-react';
import type { TaskLine } from '#shared/features/tasks/contract.ts';
import { taskTable } from '#shared/features/tasks/model.ts';
import { hrefOf } from '../../app/router.ts';
import { useRouteOf } from '../../features/features-context.tsx';
import { useFormat } from '../../i18n/use-format.ts';
import { HiddenField } from '../../ui/hidden-field.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { Row } from '../../ui/rows.tsx';
import { useDialBlock } from '../../ui/use-dial-block.ts';
import { useNow } from '../../ui/use-now.ts';
import { AttemptList } from './attempt-list.tsx';
import { dueWords } from './due-words.ts';
import styles from './task-list.module.css';
import { TaskHands, TaskMarks } from './task-marks.tsx';
import { TaskProtocols } from './task-protocols.tsx';
import { TaskTime } from './task-time.tsx';
import { useTaskTexts } from './texts.ts';
import type { TaskActs } from './use-task-acts.ts';

/** What a row asks a time for: to be moved, or to be tried again. */
export type Asked = 'move' | 'tried';

interface Props {
  readonly task: TaskLine;
  readonly acts: TaskActs;
  readonly asked: Asked | null;
  readonly onAsk: (asked: Asked | null) => void;
  readonly withParty?: boolean;
  /** Says who expects a call, and when. */
  readonly isExpected?: boolean;
}

export function TaskRow({
  task,
  acts,
  asked,
  onAsk,
  withParty = false,
  isExpected = false,
}: Props): ReactNode {
  const t = useTaskTexts();
  const format = useFormat();
  const now = useNow();
  const block = useDialBlock();
  const routeOf = useRouteOf();
  const route = withParty ? routeOf({ type: 'party', id: task.partyId }) : undefined;
  const { title, kind } = task;
  const named = (
    <HiddenField table={taskTable} column="title">
      {title}
    </HiddenField>
  );
  const who = task.partyName ?? title;
  const opening = (what: Asked) => (opened: boolean) => onAsk(opened ? what : null);
  return (
    <Row
      lead={
        <IconButton
          icon={IconCircleCheck}
          label={t('complete', { title })}
          onClick={() => acts.complete(task)}
        />
      }
      title={
        isExpected ? (
          <a className={styles.name} href={hrefOf(route ?? '/')}>
            {t('expected.row', { time: format.time(task.dueAt), who })}
          </a>
        ) : (
          named
        )
      }
      marks={<TaskMarks task={task} />}
      aside={
        !isExpected && <time title={format.relative(task.dueAt, now)}>{dueWords(task, format, now)}</time>
      }
      detail={
        <>
          {withParty && !isExpected && route !== undefined && (
            <>
              <a href={hrefOf(route)}>{task.partyName}</a>
              {' · '}
            </>
          )}
          <TaskHands task={task} />
          {' · '}
          {isExpected ? named : t(`kind.${kind}`)}
          {!withParty && <TaskProtocols task={task} />}
        </>
      }
      acts={
        <>
          {withParty && task.dial !== null && (
            <IconButton
              icon={IconPhone}
              label={t('act.dial', { who })}
              onClick={() => acts.dial(task)}
              block={block}
            />
          )}
          <TaskTime
            icon={IconPhoneX}
            label={t('act.tried', { title })}
            opened={asked === 'tried'}
            onOpened={opening('tried')}
            onPick={(at) => acts.tried(task, at)}
          >
            {asked === 'tried' && <AttemptList taskId={task.id} />}
          </TaskTime>
          <TaskTime
            icon={IconCalendarTime}
            label={t('act.move', { title })}
            opened={asked === 'move'}
            onOpened={opening('move')}
            onPick={(at) => acts.move(task, at)}
          />
        </>
      }
    />
  );
}
