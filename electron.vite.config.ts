import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig, type UserConfig } from 'electron-vite';
import type { Plugin } from 'vite';

const root = fileURLToPath(new URL('.', import.meta.url));

export interface DesktopSources {
  /** Entry of the main process. */
  readonly main: string;
  readonly preload: string;
  /** Folder with the renderer's index.html. */
  readonly renderer: string;
  /** Gets main/index.js, preload/index.cjs and renderer/. */
  readonly outDir: string;
}

/** A thread of its own, found beside the main process's file: src/main/replica/prepare-in-worker.ts. */
const snapshotWorker = join(root, 'src', 'main', 'replica', 'prepare-snapshot-worker.ts');
/** The same of src/main/sync/page-helper.ts. */
const pageWorker = join(root, 'src', 'main', 'page-worker.ts');
/** The same of src/main/sync/fetch-in-worker.ts. */
const fetchWorker = join(root, 'src', 'main', 'sync', 'fetch-worker.ts');
/** The same of src/main/features/imports/read-in-worker.ts. */
const importReader = join(root, 'src', 'main', 'features', 'imports', 'read-worker.ts');

const channelNamesModule = join(root, 'src', 'shared', 'ipc', 'channel-names.ts');

/**
 * The preload needs the channels' names, not the contracts and their schemas behind them: they are worked out
 * here, so that every window starts with a few lines instead of a validation library.
 */
const channelNamesOnly: Plugin = {
  name: 'rufblatt:channel-names',
  async load(id) {
    if (id !== channelNamesModule) return null;
    const { channelNames } = (await import(pathToFileURL(id).href)) as { channelNames: readonly string[] };
    return `export const channelNames = ${JSON.stringify(channelNames)};`;
  },
};

/**
 * How the desktop app is built. Main is ESM with the packages of `dependencies` left outside; the preload is one
 * CommonJS file, as Electron's sandbox wants it; the renderer works at `app://rufblatt/` and at any http address
 * (relative paths, hash routes) and inlines nothing, for the content security policy allows no `data:` fonts.
 */
export function desktopBuild({ main, preload, renderer, outDir }: DesktopSources): UserConfig {
  return {
    main: {
      build: {
        outDir: join(outDir, 'main'),
        rolldownOptions: {
          input: {
            index: main,
            'prepare-snapshot-worker': snapshotWorker,
            'page-worker': pageWorker,
            'fetch-worker': fetchWorker,
            'import-read-worker': importReader,
          },
          output: { format: 'es', entryFileNames: '[name].js' },
        },
      },
    },
    preload: {
      plugins: [channelNamesOnly],
      build: {
        outDir: join(outDir, 'preload'),
        externalizeDeps: false,
        rolldownOptions: {
          input: { index: preload },
          output: { format: 'cjs', entryFileNames: '[name].cjs' },
        },
      },
    },
    renderer: {
      root: renderer,
      base: './',
      plugins: [react()],
      build: {
        outDir: join(outDir, 'renderer'),
        emptyOutDir: true,
        assetsInlineLimit: 0,
        minify: true,
        rolldownOptions: { input: join(renderer, 'index.html') },
      },
    },
  };
}

export default defineConfig(
  desktopBuild({
    main: join(root, 'src', 'main', 'shells', 'electron', 'index.ts'),
    preload: join(root, 'src', 'preload', 'index.ts'),
    renderer: join(root, 'src', 'renderer'),
    outDir: join(root, 'out'),
  }),
);
