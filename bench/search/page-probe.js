/**
 * Runs in the page before the page does, and watches its own connection: `window.searchTimes` gets a KeyTimes (probe.ts)
 * for every search, and `window.searchPainted(text)` resolves when there is one for that text. A list is painted in the
 * frame in which the rows, as many as there are or as fill the screen, are those of the answer: a task after that frame
 * tells.
 */
(() => {
  const times = (window.searchTimes = []);
  const asked = new Map();
  /** By text, whoever waits for its list. */
  const waiting = new Map();
  /** When the key went down that has not been asked about yet. */
  let keyAt;
  window.searchPainted = (text) =>
    new Promise((resolve) => {
      if (times.some((time) => time.text === text)) resolve();
      else waiting.set(text, resolve);
    });
  const read = (data) => (typeof data === 'string' ? [JSON.parse(data)].flat() : []);
  window.addEventListener('keydown', ({ timeStamp }) => (keyAt = timeStamp), true);
  // Letters the driver's keyboard has no key for, such as umlauts, come without one.
  window.addEventListener('beforeinput', ({ timeStamp }) => (keyAt ??= timeStamp), true);

  function isShown(hits) {
    const rows = [...document.querySelectorAll('main ul > li')];
    const last = rows.at(-1);
    const isWhole = rows.length === hits.length;
    const fillsScreen = last !== undefined && last.getBoundingClientRect().top > innerHeight;
    return (
      (isWhole || (rows.length < hits.length && fillsScreen)) &&
      rows.every((row, index) => row.textContent.includes(hits[index].name)) &&
      (rows[0]?.ariaSetSize ?? '0') === String(hits.length)
    );
  }

  function whenPainted(hits, then) {
    requestAnimationFrame(() => {
      if (!isShown(hits)) {
        whenPainted(hits, then);
        return;
      }
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = then;
      port2.postMessage(null);
    });
  }

  window.WebSocket = class extends WebSocket {
    constructor(...args) {
      super(...args);
      this.addEventListener('message', ({ data }) => {
        for (const { id, reply } of read(data)) {
          const search = asked.get(id);
          if (!search || !reply?.ok) continue;
          asked.delete(id);
          const [repliedAt, hits] = [performance.now(), reply.value];
          whenPainted(hits, () => {
            times.push({ ...search, repliedAt, paintedAt: performance.now(), hits });
            waiting.get(search.text)?.();
            waiting.delete(search.text);
          });
        }
      });
    }

    send(data) {
      for (const { id, channel, args } of read(data)) {
        if (channel !== 'parties.search') continue;
        const askedAt = performance.now();
        asked.set(id, { text: args.text, keyAt: keyAt ?? askedAt, askedAt });
        keyAt = undefined;
      }
      super.send(data);
    }
  };
})();
