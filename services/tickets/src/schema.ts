import 'reflect-metadata';
import { fileURLToPath } from 'node:url';
import { writeSchema } from '@zhishou/platform/graphql/schema-file';
import { TicketsModule } from './tickets.module.js';

await writeSchema({ module: TicketsModule, folder: fileURLToPath(new URL('..', import.meta.url)) });
