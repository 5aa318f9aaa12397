import type { Type } from '@nestjs/common';
import { Args, ArgsType, Directive, Field, Int, ObjectType } from '@nestjs/graphql';
import { IsInt, IsOptional, Max, Min } from 'class-validator';
import { AllowSignedIn } from '../auth/allow.decorator.js';

export const MAX_PAGE = 100;
export const DEFAULT_PAGE = 20;

/** Relay's paging arguments; `first` with `after`, or `last` with `before`. */
@ArgsType()
export class ConnectionArgs {
  @Field(() => Int, {
    nullable: true,
    description: `At most so many, from the beginning or after \`after\`: 0 to ${MAX_PAGE}, by default ${DEFAULT_PAGE}`,
  })
  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(MAX_PAGE)
  first?: number;

  @Field(() => String, { nullable: true, description: 'A cursor of this list: what comes after it' })
  after?: string;

  @Field(() => Int, {
    nullable: true,
    description: `At most so many, from the end or before \`before\`: 0 to ${MAX_PAGE}; not together with \`first\``,
  })
  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(MAX_PAGE)
  last?: number;

  @Field(() => String, { nullable: true, description: 'A cursor of this list: what comes before it' })
  before?: string;
}

/** The `filter` that a list may be asked with. */
export const Filter = (type: () => Type): ParameterDecorator =>
  Args('filter', { type, nullable: true, description: 'Only what fits all of it; left out, the whole list' });

@ObjectType()
@Directive('@shareable')
@AllowSignedIn()
export class PageInfo {
  @Field(() => Boolean)
  hasNextPage!: boolean;

  @Field(() => Boolean)
  hasPreviousPage!: boolean;

  @Field(() => String, { nullable: true })
  startCursor?: string;

  @Field(() => String, { nullable: true })
  endCursor?: string;
}

export interface Edge<Node> {
  cursor: string;
  node: Node;
}

/** Each part is read, or counted, only when it is asked for. */
export interface Connection<Node> {
  edges: Promise<Edge<Node>[]>;
  nodes: Promise<Node[]>;
  pageInfo: Promise<PageInfo>;
  totalCount: Promise<number>;
}

/**
 * The connection type of a node type: `connectionOf(Person)` is `PersonConnection` with `edges {cursor node}`, `nodes`,
 * `pageInfo`, `totalCount`. Its own fields are open to whoever may call the list; the node's type guards the content.
 */
export function connectionOf<Node>(node: Type<Node>, name = node.name): Type<Connection<Node>> {
  @ObjectType(`${name}Edge`)
  @AllowSignedIn()
  class NodeEdge {
    @Field(() => String)
    cursor!: string;

    @Field(() => node)
    node!: Node;
  }

  @ObjectType(`${name}Connection`)
  @AllowSignedIn()
  class NodeConnection {
    @Field(() => [NodeEdge])
    edges!: Promise<NodeEdge[]>;

    @Field(() => [node])
    nodes!: Promise<Node[]>;

    @Field(() => PageInfo)
    pageInfo!: Promise<PageInfo>;

    @Field(() => Int)
    totalCount!: Promise<number>;
  }
  return NodeConnection;
}
