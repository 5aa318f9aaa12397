import { fileURLToPath } from 'node:url';
import { join } from 'node:path';

/** The clone this code runs in (src/ and dist/ lie equally deep). */
export const REPOSITORY = fileURLToPath(new URL('../../../../', import.meta.url));

/** The programs shared by every stack of this clone. */
export const TOOLS = join(REPOSITORY, '.local/tools');
