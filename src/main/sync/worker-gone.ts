/** A thread ended, or could not do what nothing it was given is to blame for: the main thread does it instead. */
export class WorkerGone extends Error {
  override readonly name = 'WorkerGone';
}
