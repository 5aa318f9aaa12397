import { Args, Query, Resolver } from '@nestjs/graphql';
import { CurrentCaller } from '@zhishou/platform/auth/current-caller.decorator';
import type { Caller } from '@zhishou/platform/auth/caller';
import { Allow } from '@zhishou/platform/auth/allow.decorator';
import { WhatIfInput } from './what-if.inputs.js';
import { WhatIfService } from './what-if.service.js';
import { WHO_ASKS, WhatIf } from './what-if.types.js';

@Resolver(() => WhatIf)
export class WhatIfResolver {
  constructor(private readonly service: WhatIfService) {}

  @Query(() => WhatIf, {
    description:
      "What a month's scores and the remuneration would be, had something been otherwise; changes nothing",
  })
  @Allow(...WHO_ASKS)
  whatIf(
    @CurrentCaller() caller: Caller,
    @Args('input', { description: 'What is otherwise' }) input: WhatIfInput,
  ): Promise<WhatIf> {
    return this.service.ask(caller, input);
  }
}
