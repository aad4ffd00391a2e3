/** For killed.test.ts: a whole desk that writes until it is killed, and says what was taken. */
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { composeDesk } from '#main/compose.ts';
import { parseDeskOptions } from '#main/options.ts';
import { pageShell } from '#main/shells/browser/page-shell.ts';
import { createFileKeyVault } from '#main/shells/file-key-vault.ts';
import { createNewId } from '#shared/kernel/ids.ts';
import { createRecordedLog } from '#test/support/recorded-log.ts';

const [dataDir = '', most = '0', label = '', ...flags] = process.argv.slice(2);
const host = await composeDesk({
  shell: pageShell,
  keyVault: createFileKeyVault(join(dataDir, 'replica.key')),
  dataDir,
  options: parseDeskOptions(flags, {}),
  log: createRecordedLog(),
});
await host.start();
const newId = createNewId({ now: () => Date.now() }, (length) => randomBytes(length));
const say = (line: object): void => void process.stdout.write(`${JSON.stringify(line)}\n`);
say({ started: true });

for (let index = 1; index <= Number(most); index++) {
  const name = `${label} ${index}`;
  const contact = { customerNo: null, street: null, postalCode: null, city: null, note: '', contacts: [] };
  const args = { id: newId(), kind: 'person', status: 'customer', name, sortName: name, ...contact };
  const reply = await host.ipc.call('commands.run', { name: 'party.create', args });
  say(reply.ok ? { done: name } : { refused: reply.error.code });
  await new Promise((resolve) => setTimeout(resolve, 5));
}
setInterval(() => {}, 60_000);
