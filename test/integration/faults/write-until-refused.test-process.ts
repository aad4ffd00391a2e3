/** For disk.test.ts: writes commands into a replica until one is refused, saying what became of each. */
import { createCommandRunner } from '#main/commands/command-runner.ts';
import { openReplica } from '#main/replica/open-replica.ts';
import { AppError } from '#shared/kernel/app-error.ts';
import { notebookParts } from '#test/support/memory-replica.ts';
import { deskRegistry, nadine } from '#test/support/notebook.ts';
import { createRecordedLog } from '#test/support/recorded-log.ts';

const [file = '', key = '', most = '0'] = process.argv.slice(2);
const replica = openReplica({
  file,
  key: Buffer.from(key, 'hex'),
  log: createRecordedLog(),
  ...notebookParts,
});
const runner = createCommandRunner({
  replica,
  registry: deskRegistry,
  clock: { now: () => 1_000 },
  session: () => ({ actor: nadine, scopeId: 'scope' }),
});
const say = (line: object): void => void process.stdout.write(`${JSON.stringify(line)}\n`);
const text = 'x'.repeat(4_000);

for (let index = 1; index <= Number(most); index++) {
  try {
    runner.run('note.create', { id: `n${index}`, title: `${index} ${text}` });
    say({ done: `n${index}` });
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    const counts = replica.db
      .prepare('SELECT (SELECT count(*) FROM note) AS notes, (SELECT count(*) FROM outbox) AS waiting')
      .get();
    say({ refused: `n${index}`, code: error.code, message: error.message, counts });
    break;
  }
}
// Killed rather than closed: what was said to be done must be on the disk.
process.kill(process.pid, 'SIGKILL');
