/**
 * Runs in the page before the page does, and watches its own connection: `window.searchTimes` gets a KeyTimes (probe.ts)
 * for every search. Its list is painted in the frame in which the rows, as many as there are or as fill the screen, are
 * those of the answer: a task after that frame tells.
 */
(() => {
  const times = (window.searchTimes = []);
  const asked = new Map();
  let keyAt = 0;
  const read = (data) => (typeof data === 'string' ? JSON.parse(data) : {});
  window.addEventListener('keydown', ({ timeStamp }) => (keyAt = timeStamp), true);

  function whenPainted(hits, then) {
    requestAnimationFrame(() => {
      const rows = document.querySelectorAll('main ul > li');
      const isShown =
        rows.length <= hits.length &&
        (rows.length === hits.length || rows[rows.length - 1].getBoundingClientRect().top > innerHeight) &&
        [...rows].every((row, index) => row.textContent.includes(hits[index].name)) &&
        (rows[0]?.ariaSetSize ?? '0') === String(hits.length);
      if (!isShown) {
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
        const { id, reply } = read(data);
        const search = asked.get(id);
        if (!search || !reply?.ok) return;
        asked.delete(id);
        const [repliedAt, hits] = [performance.now(), reply.value];
        whenPainted(hits, () => times.push({ ...search, repliedAt, paintedAt: performance.now(), hits }));
      });
    }

    send(data) {
      const { id, channel, args } = read(data);
      if (channel === 'parties.search') asked.set(id, { text: args.text, keyAt, askedAt: performance.now() });
      super.send(data);
    }
  };
})();
