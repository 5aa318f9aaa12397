import 'reflect-metadata';
import { fileURLToPath } from 'node:url';
import { writeSchema } from '@zhishou/platform/graphql/schema-file';
import { DirectoryModule } from './directory.module.js';

await writeSchema({ module: DirectoryModule, folder: fileURLToPath(new URL('..', import.meta.url)) });
