import { registerHooks } from 'node:module';

// Preloaded into the app's process (`node --import`): whoever imports Electron there gets the stand-in.
const standIn = new URL('./module/electron.ts', import.meta.url).href;

registerHooks({
  resolve: (specifier, context, next) =>
    specifier === 'electron' || specifier === 'electron/main'
      ? { url: standIn, shortCircuit: true }
      : next(specifier, context),
});

// A packaged app's arguments begin right after the executable; Node has its script's path there.
const { packaged } = JSON.parse(process.env['RUFBLATT_STAND_IN'] ?? '{}') as { packaged?: boolean };
if (packaged === true) process.argv.splice(1, 1);
