import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';

const ROOT = join(import.meta.dirname, '../..');
const CRUISER = join(ROOT, 'node_modules', 'dependency-cruiser', 'bin', 'dependency-cruiser.mjs');

const cruise = z.object({
  modules: z.array(z.object({ source: z.string() })),
  summary: z.object({
    violations: z.array(z.object({ from: z.string(), to: z.string(), rule: z.object({ name: z.string() }) })),
  }),
});

function cruiseIn(folder: string): z.infer<typeof cruise> {
  const args = [CRUISER, '--config', '.dependency-cruiser.cjs', '--output-type', 'json', 'src'];
  const { stdout, stderr } = spawnSync(process.execPath, args, {
    cwd: folder,
    encoding: 'utf8',
    maxBuffer: 256 * 1024 * 1024,
  });
  if (!stdout.startsWith('{')) throw new Error(`dependency-cruiser said: ${stdout}${stderr}`);
  return cruise.parse(JSON.parse(stdout));
}

function sourcesBelow(folder: string): readonly string[] {
  return readdirSync(join(folder, 'src'), { recursive: true, encoding: 'utf8' })
    .filter((path) => SOURCE.test(path))
    .map((path) => join('src', path))
    .toSorted();
}

const SOURCE = /\.(?:tsx?|mjs|css)$/;

const broken = ({ summary }: z.infer<typeof cruise>): readonly string[] =>
  summary.violations.map(({ rule, from, to }) => `${rule.name}: ${from} → ${to}`);

describe('the imports', () => {
  it('keep to the layers, and every source file was looked at', () => {
    const result = cruiseIn(ROOT);
    const seen = result.modules
      .map(({ source }) => source)
      .filter((source) => source.startsWith('src/') && SOURCE.test(source));
    const sources = sourcesBelow(ROOT);
    expect(sources.length).toBeGreaterThan(300);
    expect(seen.toSorted()).toEqual(sources);
    expect(broken(result)).toEqual([]);
  });
});

describe('the rules', () => {
  let copy: string;
  beforeEach(() => {
    copy = mkdtempSync(join(realpathSync(tmpdir()), 'rufblatt-imports-'));
    for (const name of [
      'src/shared',
      'src/main/host',
      'src/main/replica',
      '.dependency-cruiser.cjs',
      'package.json',
      'tsconfig.base.json',
      'tsconfig.test.json',
      'vitest.config.ts',
    ])
      cpSync(join(ROOT, name), join(copy, name), {
        recursive: true,
        filter: (path) => !/\.test(?:-process)?\.ts$/.test(path),
      });
    symlinkSync(join(ROOT, 'node_modules'), join(copy, 'node_modules'));
  });
  afterEach(() => rmSync(copy, { recursive: true, force: true }));

  const plant = (path: string, text: string): void => writeFileSync(join(copy, path), text);

  const PIECE = 'src/main/compose-planted.ts';

  it.each<[rule: string, path: string, text: string]>([
    [
      'shared-runs-anywhere',
      'src/shared/kernel/planted.ts',
      "import { createStderrLog } from '#main/host/log.ts';\nexport const log = createStderrLog();\n",
    ],
    [
      'shared-runs-anywhere',
      'src/shared/kernel/planted.ts',
      "import type { Log } from '#main/host/host.ts';\nexport type Planted = Log;\n",
    ],
    [
      'shared-no-node',
      'src/shared/kernel/planted.ts',
      "import { join } from 'node:path';\nexport const path = join('a');\n",
    ],
    [
      'no-cycles',
      'src/shared/kernel/planted.ts',
      "import type { Planted } from './planted-too.ts';\nexport type Too = Planted;\n",
    ],
    [
      'resolvable',
      'src/shared/kernel/planted.ts',
      "import { nothing } from './nowhere.ts';\nexport const planted = nothing;\n",
    ],
    [
      'features-do-not-meet-shared',
      'src/shared/features/tasks/planted.ts',
      "import type { TicketLine } from '../tickets/contract.ts';\nexport type Planted = TicketLine;\n",
    ],
    [
      'core-knows-no-feature-shared',
      'src/shared/kernel/planted.ts',
      "import type { PartyHit } from '../features/parties/contract.ts';\nexport type Planted = PartyHit;\n",
    ],
    [
      'pieces-have-a-root',
      'src/main/host/planted.ts',
      "import type { Piece } from '../compose-piece.ts';\nexport type Planted = Piece;\n",
    ],
    [
      'pieces-meet-in-their-root',
      PIECE,
      "import { composePiece } from './compose-piece.ts';\nexport const planted = composePiece();\n",
    ],
  ])('catch %s in %s: %s', (rule, path, text) => {
    plant(
      'src/shared/kernel/planted-too.ts',
      "import type { Too } from './planted.ts';\nexport type Planted = Too | 1;\n",
    );
    plant(
      'src/main/compose-piece.ts',
      'export interface Piece {}\nexport const composePiece = (): Piece => ({});\n',
    );
    plant(path, text);
    expect(broken(cruiseIn(copy)).filter((line) => line.includes('planted.ts'))).toContainEqual(
      expect.stringContaining(`${rule}: `),
    );
  });

  it('let a piece know the type of what another makes', () => {
    plant('src/main/compose-piece.ts', 'export interface Piece {}\n');
    plant(PIECE, "import type { Piece } from './compose-piece.ts';\nexport type Planted = Piece;\n");
    expect(broken(cruiseIn(copy)).filter((line) => line.includes('compose-'))).toEqual([]);
  });
});
