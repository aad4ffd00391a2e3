#!/usr/bin/env node
// Runs one of the project's scripts on a Node that can: `node src/launch/run.mjs src/launch/start.ts --port 4780`.
// Plain JavaScript, readable by any Node, and nothing native is imported before the version is known.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Runs TypeScript without flags, and has the Node-API the native modules are built for. */
const NEEDED = [22, 18];

const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..');
const [script, ...args] = process.argv.slice(2);

if (!script) fail('usage: node src/launch/run.mjs SCRIPT [ARGUMENT …]');
const node = findNode();
if (!node) {
  fail(
    `Rufblatt needs Node ${NEEDED.join('.')} or newer; this is ${process.versions.node}, and no newer one came with ` +
      `"npm ci" for ${process.platform}-${process.arch}. Install Node 24, then try again.`,
  );
}

const child = spawn(node, ['--disable-warning=ExperimentalWarning', resolve(root, script), ...args], {
  stdio: 'inherit',
  env: {
    ...process.env,
    PATH: `${dirname(node)}${process.platform === 'win32' ? ';' : ':'}${process.env.PATH ?? ''}`,
  },
});
// Ctrl-C reaches the child through the terminal; this process only waits, so that nothing is left half stopped.
process.on('SIGINT', () => {});
for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
child.on('error', (error) => fail(`${node} could not be started: ${error.message}`));
child.on('exit', (code, signal) => process.exit(code ?? (signal === 'SIGINT' ? 130 : 1)));

function findNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > NEEDED[0] || (major === NEEDED[0] && minor >= NEEDED[1])) return process.execPath;
  const os = { win32: 'win' }[process.platform] ?? process.platform;
  const executable = join(
    root,
    'node_modules',
    `node-${os}-${process.arch}`,
    'bin',
    os === 'win' ? 'node.exe' : 'node',
  );
  return existsSync(executable) ? executable : undefined;
}

function fail(message) {
  process.stderr.write(`${message}\n`);
  process.exit(1);
}
