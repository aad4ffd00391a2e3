/* Loaded into a node before it starts: collects its garbage when asked, and says what is left, bytes. */

process.on('message', (question) => {
  if (question !== 'live heap') return;
  if (!gc) throw new Error('the node was not started with --expose-gc');
  gc();
  process.send?.(process.memoryUsage().heapUsed);
});
// The node ends when it has nothing more to do, whoever may still ask.
process.channel?.unref();
