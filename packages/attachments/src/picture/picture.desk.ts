import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { Inject, Injectable } from '@nestjs/common';
import { badInput, unavailable, UserError } from '@zhishou/platform/errors';
import type { Logger } from '@zhishou/platform/log';
import { LOGGER } from '@zhishou/platform/tokens';
import type { AttachmentSettings } from '../attachment.env.js';
import { ATTACHMENT_SETTINGS } from '../attachment.tokens.js';
import { FairQueue } from '@zhishou/platform/fair.queue';
import type { CleanPicture, PictureJob } from './picture.js';

const WITHIN_MS = 20_000;
const MAX_WAITING = 20;

// the built process, also where this file runs as it was written
const PROCESS = fileURLToPath(new URL('../../dist/picture/picture.process.js', import.meta.url));

const run = promisify(execFile);
const refused = (message: string) => badInput([{ path: 'file', message }]);

type Outcome = { cleaned: Omit<CleanPicture, 'takenAt'> & { takenAt: string | null } } | { refused: string };

/** Has pictures written anew, each in a process of its own that ends when its sender leaves or its time is up. */
@Injectable()
export class PictureDesk {
  private readonly queue: FairQueue;

  constructor(
    @Inject(ATTACHMENT_SETTINGS) settings: AttachmentSettings,
    @Inject(LOGGER) private readonly log: Logger,
  ) {
    this.queue = new FairQueue(settings.picturesAtOnce, MAX_WAITING);
  }

  /**
   * @param owner whose picture it is: the pictures of one person are written one after the other
   * @param gone ends the work, or the wait for it
   * @throws UserError BAD_USER_INPUT for a picture that is not taken, RATE_LIMITED when too many of the owner's wait,
   * UNAVAILABLE when the process died; what `gone` was aborted with
   */
  async clean(job: PictureJob, owner: string, gone: AbortSignal): Promise<CleanPicture> {
    if (!this.queue.hasRoom(owner))
      throw new UserError(
        'RATE_LIMITED',
        `${MAX_WAITING} of your pictures wait already; send it again later`,
        {
          retryAfter: WITHIN_MS / 1000,
        },
      );
    return this.queue.run(owner, gone, async () => {
      const outcome = await this.ask(job, gone);
      if ('refused' in outcome) throw refused(outcome.refused);
      const { takenAt, ...cleaned } = outcome.cleaned;
      return { ...cleaned, takenAt: takenAt === null ? null : new Date(takenAt) };
    });
  }

  private async ask(job: PictureJob, signal: AbortSignal): Promise<Outcome> {
    try {
      const { stdout } = await run(process.execPath, [PROCESS, JSON.stringify(job)], {
        env: {},
        signal,
        timeout: WITHIN_MS,
        killSignal: 'SIGKILL',
      });
      return JSON.parse(stdout) as Outcome;
    } catch (error) {
      signal.throwIfAborted();
      if ((error as { killed?: boolean }).killed)
        throw refused(`takes more than ${WITHIN_MS / 1000} s to read`);
      this.log.error({ err: error }, 'a picture could not be written anew');
      throw unavailable();
    }
  }
}
