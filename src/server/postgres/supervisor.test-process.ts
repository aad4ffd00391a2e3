/**
 * A supervisor in a process of its own, for tests that kill it: `<data folder or "-"> hold|exit`. Prints one line
 * `{"pid", "url", "dataDir"}` when the server is ready; then holds on, or exits without stopping the server.
 */
import { startPostgres } from './supervisor.ts';

// Ends as a program does that forgets stop().
process.once('SIGTERM', () => process.exit(0));

const [dataDir, mode] = process.argv.slice(2);
const {
  pid,
  url,
  dataDir: home,
} = await startPostgres(dataDir === undefined || dataDir === '-' ? {} : { dataDir });
process.stdout.write(`${JSON.stringify({ pid, url, dataDir: home })}\n`, () => {
  if (mode === 'exit') process.exit(0);
});
