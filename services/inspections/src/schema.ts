import { fileURLToPath } from 'node:url';
import { writeSchema } from '@zhishou/platform/graphql/schema-file';
import { InspectionsModule } from './inspections.module.js';

await writeSchema({ module: InspectionsModule, folder: fileURLToPath(new URL('..', import.meta.url)) });
