import { ensureAsterisk } from './asterisk/fetch-asterisk.ts';

/** Once for the run and outside every test's time limit; throws, and so fails the run, when there is no Asterisk. */
export async function setup(): Promise<void> {
  const { version } = await ensureAsterisk();
  console.log(`Asterisk ${version}`);
}
