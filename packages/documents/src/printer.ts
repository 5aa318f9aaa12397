import { fileURLToPath } from 'node:url';
import { Piscina } from 'piscina';
import type { PrintJob } from './print.thread.js';

/** Of a document as long as any that is printed, many times. */
const WITHIN_MS = 60_000;
const HEAP_MB = 512;
const IDLE_MS = 60_000;
const MAX_WAITING = 20;

// the built thread, also where this file runs as it was written
const THREAD = fileURLToPath(new URL('../dist/print.thread.js', import.meta.url));

/** A document took longer than any should. */
export class PrintTimeout extends Error {}

/** Makes documents in a thread beside the caller's, one after the other; a thread that has nothing to do ends. */
export class Printer {
  private readonly pool = new Piscina<PrintJob, Uint8Array>({
    filename: THREAD,
    minThreads: 0,
    maxThreads: 1,
    maxQueue: MAX_WAITING,
    idleTimeout: IDLE_MS,
    resourceLimits: { maxOldGenerationSizeMb: HEAP_MB },
  });

  /**
   * @param gone ends the thread in the middle of its work
   * @throws PrintTimeout; what `gone` was aborted with; Error when too many wait or its memory is not enough
   */
  async print(job: PrintJob, gone: AbortSignal): Promise<Uint8Array> {
    const late = AbortSignal.timeout(WITHIN_MS);
    try {
      return await this.pool.run(job, { signal: AbortSignal.any([gone, late]) });
    } catch (error) {
      gone.throwIfAborted();
      if (late.aborted) throw new PrintTimeout(`${job.print} took more than ${WITHIN_MS / 1000} s`);
      throw error;
    }
  }

  /** Ends the thread and whatever waits for it. */
  close(): Promise<void> {
    return this.pool.destroy();
  }
}
