import type { Provider } from '@nestjs/common';
import { documentProviders } from '@zhishou/platform/document/document.providers';
import { DocumentResolver } from './document.resolver.js';
import { DocumentService } from './document.service.js';
import { InspectionWriter } from './inspection.writer.js';

export const DOCUMENT_PROVIDERS: Provider[] = [
  ...documentProviders('inspections', InspectionWriter),
  DocumentResolver,
  DocumentService,
];
