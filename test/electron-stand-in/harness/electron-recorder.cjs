// Loaded into the real Electron ahead of the app (`--require`): writes down what leaves the process, as the
// stand-in does, and keeps what a test acts on. CommonJS, because that is what --require takes.
const { BrowserWindow, Notification, Tray, app, globalShortcut, shell, dialog } = require('electron');

const recorder = {
  calls: [],
  notifications: [],
  tray: undefined,
  menu: undefined,
  toolTip: null,
  shortcuts: new Map(),
};
globalThis.rufblattRecorder = recorder;

for (const method of [
  'show',
  'showInactive',
  'hide',
  'focus',
  'setBounds',
  'flashFrame',
  'setVisibleOnAllWorkspaces',
]) {
  const original = BrowserWindow.prototype[method];
  BrowserWindow.prototype[method] = function (...args) {
    recorder.calls.push({ api: `BrowserWindow.${method}`, window: this.id, args });
    return original.apply(this, args);
  };
}
for (const method of ['show', 'close']) {
  const original = Notification.prototype[method];
  Notification.prototype[method] = function (...args) {
    recorder.calls.push({ api: `Notification.${method}`, args: [{ title: this.title, body: this.body }] });
    if (method === 'show') recorder.notifications.push(this);
    return original.apply(this, args);
  };
}
const { setContextMenu, setToolTip } = Tray.prototype;
Tray.prototype.setContextMenu = function (menu) {
  Object.assign(recorder, { tray: this, menu });
  return setContextMenu.call(this, menu);
};
Tray.prototype.setToolTip = function (text) {
  Object.assign(recorder, { tray: this, toolTip: text });
  return setToolTip.call(this, text);
};
// These reach out of the test: recorded, not done.
globalShortcut.register = (accelerator, act) => {
  const isFree = !recorder.shortcuts.has(accelerator);
  recorder.calls.push({ api: 'globalShortcut.register', args: [accelerator, isFree] });
  if (isFree) recorder.shortcuts.set(accelerator, act);
  return isFree;
};
globalShortcut.unregister = (accelerator) => {
  recorder.calls.push({ api: 'globalShortcut.unregister', args: [accelerator] });
  recorder.shortcuts.delete(accelerator);
};
shell.openExternal = async (url) => void recorder.calls.push({ api: 'shell.openExternal', args: [url] });
dialog.showErrorBox = (...args) => void recorder.calls.push({ api: 'dialog.showErrorBox', args });
app.setAsDefaultProtocolClient = (...args) => {
  recorder.calls.push({ api: 'app.setAsDefaultProtocolClient', args });
  return true;
};
