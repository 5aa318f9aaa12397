import type { Provider } from '@nestjs/common';
import { ChecklistItemReferencesResolver, FaultTypeReferencesResolver } from './reference-links.resolver.js';
import { ReferenceVersionResolver } from './reference-version.resolver.js';
import { ReferenceChanges } from './reference.changes.js';
import { ReferenceMutationsResolver } from './reference.mutations.resolver.js';
import { ReferenceResolver } from './reference.resolver.js';
import { ReferenceService } from './reference.service.js';

/** The bureau's own rules; their files come and go as those of visits do. */
export const REFERENCE_PROVIDERS: Provider[] = [
  ChecklistItemReferencesResolver,
  ReferenceChanges,
  ReferenceMutationsResolver,
  ReferenceResolver,
  ReferenceService,
  ReferenceVersionResolver,
  FaultTypeReferencesResolver,
];
