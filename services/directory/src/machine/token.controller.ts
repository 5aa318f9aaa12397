import { Body, Controller, Headers, HttpCode, Inject, Post, Res } from '@nestjs/common';
import type { Logger } from '@zhishou/platform/log';
import { LOGGER } from '@zhishou/platform/tokens';
import type { FastifyReply } from 'fastify';
import { tokenRefusal } from './token.error.js';
import { readTokenRequest } from './token.request.js';
import { TokenService } from './token.service.js';

/** The token endpoint of OAuth 2.0, for client credentials only (RFC 6749 §4.4). */
@Controller('oauth')
export class TokenController {
  constructor(
    private readonly service: TokenService,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  @Post('token')
  @HttpCode(200)
  async token(
    @Headers() headers: Record<string, string>,
    @Body() body: unknown,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<object> {
    void reply.headers({ 'cache-control': 'no-store', pragma: 'no-cache' });
    try {
      const { access, scopes } = await this.service.grant(readTokenRequest(headers, body));
      const { tokenIssuedAt, tokenExpiresAt } = access.caller;
      return {
        access_token: access.token,
        token_type: 'Bearer',
        expires_in: (tokenExpiresAt - tokenIssuedAt) / 1000,
        scope: scopes.join(' '),
      };
    } catch (error) {
      const refusal = tokenRefusal(error, this.logger);
      void reply.status(refusal.status).headers(refusal.headers);
      return refusal.body;
    }
  }
}
