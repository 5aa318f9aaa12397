import { fileURLToPath } from 'node:url';
import { writeSchema } from '@zhishou/platform/graphql/schema-file';
import { ScoringModule } from './scoring.module.js';

await writeSchema({ module: ScoringModule, folder: fileURLToPath(new URL('..', import.meta.url)) });
