import { EventEmitter } from 'node:events';
import type { WebContents } from 'electron';
import { expect, it } from 'vitest';
import { confineNavigation } from './navigation.ts';

type OpenHandler = Parameters<WebContents['setWindowOpenHandler']>[0];

function confined() {
  const opened: string[] = [];
  let openHandler: OpenHandler | undefined;
  const contents = Object.assign(new EventEmitter(), {
    setWindowOpenHandler: (handler: OpenHandler) => (openHandler = handler),
  });
  confineNavigation(contents as unknown as WebContents, (address) => opened.push(address));
  const open = (url: string) => openHandler?.({ url } as Parameters<OpenHandler>[0]);
  return { contents, opened, open };
}

it.each(['will-navigate', 'will-frame-navigate', 'will-attach-webview'])('refuses %s', (name) => {
  let prevented = false;
  confined().contents.emit(name, { preventDefault: () => (prevented = true) });
  expect(prevented).toBe(true);
});

it('opens no window, and hands only allowed links to the system', () => {
  const { open, opened } = confined();
  for (const url of [
    'https://a.example/',
    'file:///x',
    'smb://x/y',
    'javascript:1',
    'app://rufblatt/',
    'tel:1',
  ]) {
    expect(open(url)).toEqual({ action: 'deny' });
  }
  expect(opened).toEqual(['https://a.example/', 'tel:1']);
});
