import { Logger } from '@nestjs/common';

// Before any module is loaded: Nest warns of what is as it should be here, several services in one process.
Logger.overrideLogger(false);
