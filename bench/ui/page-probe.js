/** Runs in the page: `window.uiBench`, used by pages.ts. Times are ms. */
(() => {
  const PATIENCE_MS = 20_000;
  const STILL_FRAMES = 3;
  const LEFT_ALONE_MS = 80;
  /** Longer than the desk's own work stands back for a window that asks. */
  const READ_MS = 700;

  /** Resolves in the task after the frame in which `isShown` first held: it has been painted then. */
  function painted(isShown) {
    const end = performance.now() + PATIENCE_MS;
    return new Promise((resolve, reject) => {
      const look = () => {
        if (!isShown()) {
          if (performance.now() > end)
            reject(new Error(`not shown: ${document.body.innerText.slice(0, 500)}`));
          else requestAnimationFrame(look);
          return;
        }
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => resolve(performance.now());
        port2.postMessage(null);
      };
      requestAnimationFrame(look);
    });
  }

  /** What a frame takes in which next to nothing is new: the least this machine can do now. */
  async function emptyFrame() {
    const mark = document.body.appendChild(document.createElement('i'));
    const begin = performance.now();
    mark.textContent = '·';
    const end = await painted(() => true);
    mark.remove();
    return end - begin;
  }

  const go = (hash) => (window.location.hash = hash);

  /** Ids of what has been asked and is not answered. */
  const pending = new Set();
  /** Of the first message since `begin`: what of it is not answered, when it was asked and when answered. */
  const watched = { begin: Infinity, askedAt: undefined, answeredAt: undefined, waiting: new Set() };
  const listening = new WeakSet();
  const { send } = WebSocket.prototype;
  WebSocket.prototype.send = function (data) {
    if (!listening.has(this)) {
      listening.add(this);
      this.addEventListener('message', hear);
    }
    const ids = [JSON.parse(data)].flat().map(({ id }) => id);
    for (const id of ids) pending.add(id);
    const now = performance.now();
    if (watched.askedAt === undefined && now >= watched.begin) {
      watched.askedAt = now;
      watched.waiting = new Set(ids);
    }
    send.call(this, data);
  };
  function hear({ data }) {
    if (pending.size === 0) return;
    const now = performance.now();
    const isWatched = watched.waiting.size > 0;
    for (const { id } of [JSON.parse(data)].flat()) {
      pending.delete(id);
      watched.waiting.delete(id);
    }
    if (isWatched && watched.waiting.size === 0) watched.answeredAt = now;
  }

  /** When the screen last changed, once nothing is on its way and it has been left alone for a moment. */
  function lastChange() {
    let at = performance.now();
    const observer = new MutationObserver(() => (at = performance.now()));
    observer.observe(document.getElementById('main'), {
      childList: true,
      subtree: true,
      characterData: true,
    });
    return new Promise((resolve) => {
      const look = () => {
        if (pending.size > 0 || performance.now() - at < LEFT_ALONE_MS) {
          setTimeout(look, LEFT_ALONE_MS / 4);
          return;
        }
        observer.disconnect();
        resolve(at);
      };
      look();
    });
  }

  /** From the address to the sheet as far as the window shows it, everything there answered; and to the last of it below. */
  async function openSheet(id, name) {
    go('#/');
    // The start page whole, as somebody sees it who opens a sheet from it; and by then the desk does again what stood back.
    await painted(() => !document.querySelector('main [data-answered]') && pending.size === 0);
    await new Promise((resolve) => setTimeout(resolve, READ_MS));
    const frame = await emptyFrame();
    const begin = performance.now();
    Object.assign(watched, { begin, askedAt: undefined, answeredAt: undefined });
    go(`#/customers/${id}`);
    const end = await painted(
      () =>
        document.querySelector('main [data-answered]') &&
        document.querySelector('main h1')?.textContent.includes(name),
    );
    // The first sheet of a page asks when it is there, and may be painted before the last answer has been read.
    const { askedAt = begin, answeredAt = end } = watched;
    const whole = (await lastChange()) - begin;
    return {
      took: end - begin,
      asking: askedAt - begin,
      answering: answeredAt - askedAt,
      painting: end - answeredAt,
      whole,
      frame,
    };
  }

  /** Scrolls `box` by `step` px a frame until `length` px are passed; what each frame took, and what of it stayed blank. */
  async function scroll(box, { step, length, isBlank }) {
    const times = [];
    const long = [];
    const observer = new PerformanceObserver((list) => {
      for (const { duration, startTime } of list.getEntries()) long.push({ duration, startTime });
    });
    observer.observe({ type: 'long-animation-frame' });
    let blank = 0;
    box.scrollTop = 0;
    await painted(() => true);
    const begin = performance.now();
    await new Promise((resolve) => {
      let last;
      let still = 0;
      let top = -1;
      const frame = (now) => {
        if (last !== undefined) times.push(now - last);
        last = now;
        if (isBlank?.()) blank += 1;
        still = box.scrollTop === top ? still + 1 : 0;
        top = box.scrollTop;
        // A list that grows when its end comes near stands still for a moment.
        if (box.scrollTop >= length || still > STILL_FRAMES * 20) {
          resolve();
          return;
        }
        box.scrollTop += step;
        requestAnimationFrame(frame);
      };
      requestAnimationFrame(frame);
    });
    await new Promise((resolve) => setTimeout(resolve, 100));
    observer.disconnect();
    const passed = box.scrollTop;
    return {
      times,
      long: long.filter(({ startTime }) => startTime >= begin).map(({ duration }) => duration),
      blank,
      passed,
    };
  }

  async function scrollCalls({ step, length }) {
    go('#/');
    await painted(() => !document.querySelector('main tbody'));
    go('#/calls');
    await painted(() => document.querySelector('main tbody tr[data-row] td + td') !== null);
    const main = document.getElementById('main');
    const isBlank = () => {
      const { top, bottom } = main.getBoundingClientRect();
      return [...document.querySelectorAll('main tbody tr[aria-busy]')].some((row) => {
        const box = row.getBoundingClientRect();
        return box.bottom > top && box.top < bottom;
      });
    };
    return scroll(main, { step, length, isBlank });
  }

  /** The same with nothing in it. */
  async function scrollNothing({ step, length }) {
    go('#/');
    await painted(() => !document.querySelector('main tbody'));
    const box = document.body.appendChild(document.createElement('div'));
    box.style.cssText = 'position:fixed;inset:0;overflow:auto;z-index:9999;background:white';
    box.appendChild(document.createElement('div')).style.height = `${length + 2000}px`;
    const result = await scroll(box, { step, length });
    box.remove();
    return result;
  }

  window.uiBench = { openSheet, scrollCalls, scrollNothing, emptyFrame };
})();
