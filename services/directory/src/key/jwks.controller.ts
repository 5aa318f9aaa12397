import { Controller, Get, Header } from '@nestjs/common';
import type { JSONWebKeySet } from 'jose';
import { SigningKeyService } from './signing-key.service.js';

@Controller('.well-known')
export class JwksController {
  constructor(private readonly keys: SigningKeyService) {}

  @Get('jwks.json')
  @Header('cache-control', 'public, max-age=60')
  jwks(): Promise<JSONWebKeySet> {
    return this.keys.published();
  }
}
