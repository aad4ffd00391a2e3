import { MantineProvider } from '@mantine/core';
import { cleanup, configure, render as renderInto } from '@testing-library/react';
import type { RenderResult } from '@testing-library/react';
import type { ReactNode } from 'react';
import { afterEach } from 'vitest';
import { ClientProvider } from '#renderer/api/client-context.tsx';
import { createClient } from '#renderer/api/client.ts';
import { unbreakable } from '#renderer/api/connection.ts';
import type { Connection } from '#renderer/api/connection.ts';
import { createDeskState, DeskStateProvider } from '#renderer/api/desk-state.tsx';
import { FeaturesProvider } from '#renderer/features/features-context.tsx';
import { features } from '#renderer/features.ts';
import { LanguageProvider } from '#renderer/i18n/language.tsx';
import { createTexts } from '#renderer/i18n/setup.ts';
import type { Language } from '#renderer/i18n/setup.ts';
import { createFakeBridge } from './fake-bridge.ts';
import type { FakeBridge, FakeState } from './fake-bridge.ts';

interface Options {
  readonly state?: Partial<FakeState>;
  readonly language?: Language;
  readonly connection?: Connection;
  /** By channel, instead of the fixture's, from the first question on. */
  readonly answers?: Readonly<Record<string, (input: never) => unknown>>;
}

export interface Rendered extends RenderResult {
  readonly bridge: FakeBridge;
  /** Paints the frame that is due, if one is. */
  readonly frame: () => void;
}

// A busy machine is no failure: what waits for a condition ends with it, or after so many ms.
configure({ asyncUtilTimeout: 20_000 });
afterEach(cleanup);

/** A component inside everything the renderer has around it, over a fake host; frames come when the test says so. */
export function render(
  ui: ReactNode,
  { state, language = 'de', connection = unbreakable, answers = {} }: Options = {},
): Rendered {
  const bridge = createFakeBridge(state);
  for (const [channel, answer] of Object.entries(answers)) bridge.answer(channel, answer);
  let frames: (() => void)[] = [];
  const client = createClient({ bridge, connection, nextFrame: (run) => frames.push(run) });
  const texts = createTexts(features, language);
  const rendered = renderInto(
    <ClientProvider value={client}>
      <DeskStateProvider value={createDeskState(client)}>
        <FeaturesProvider value={features}>
          <LanguageProvider texts={texts}>
            <MantineProvider env="test">{ui}</MantineProvider>
          </LanguageProvider>
        </FeaturesProvider>
      </DeskStateProvider>
    </ClientProvider>,
  );
  const frame = (): void => {
    const due = frames;
    frames = [];
    for (const run of due) run();
  };
  return { ...rendered, bridge, frame };
}
