import { AmiTap } from '../ami-tap.ts';
import type { AsteriskServer } from '../asterisk/asterisk-server.ts';

/** Has Asterisk close the manager connections of all desks, while its calls go on. */
export async function kickDesks({ amiPort, users }: AsteriskServer): Promise<void> {
  const tap = await AmiTap.connect(amiPort, users.full);
  try {
    const command = async (Command: string): Promise<string> =>
      (await tap.action({ Action: 'Command', Command }))['Output'] ?? '';
    const sessions = (await command('manager show connected'))
      .split('\n')
      .map((line) => line.trim().split(/\s+/));
    // Username, IP address, start, elapsed, file descriptor, …
    const descriptors = sessions
      .filter(([name]) => name === users.minimal.name)
      .map((columns) => columns[4] ?? '');
    if (descriptors.length === 0) throw new Error(`no desk is connected:\n${JSON.stringify(sessions)}`);
    for (const descriptor of descriptors) await command(`manager kick session ${descriptor}`);
  } finally {
    tap.close();
  }
}
