import { Field, ObjectType } from '@nestjs/graphql';
import { Allow } from '@zhishou/platform/auth/allow.decorator';
import { READERS } from '@zhishou/platform/auth/roles';

@ObjectType('JointTestLink', { description: 'A link that was tested' })
@Allow(...READERS)
export class JointTestLinkType {
  @Field(() => String, { description: 'Who was at the other end' })
  peer!: string;

  @Field(() => String, { description: 'The link or the system' })
  link!: string;

  @Field(() => String, { description: 'What was tried on it' })
  item!: string;

  @Field(() => String, { nullable: true, description: 'What was measured' })
  measured!: string | null;

  @Field(() => Boolean, { description: 'Whether it works as it should' })
  passed!: boolean;
}

@ObjectType('JointTestProblem', { description: 'A problem that a joint test showed' })
@Allow(...READERS)
export class JointTestProblemType {
  @Field(() => String, { description: 'What went wrong' })
  description!: string;

  @Field(() => String, { nullable: true, description: 'What was done about it' })
  handling!: string | null;

  @Field(() => String, { description: 'How it stood when this was written' })
  state!: string;
}
